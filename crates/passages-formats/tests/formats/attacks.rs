//! Files as attackers, accidents and old programs make them, and what must become of each.

use super::made::{docx, docx_with, noise, pdf, pdf_of, stream, word, zip};
use std::fmt::Write;

/// What becomes of a file: how many paragraphs the core finds, where they are counted, or the code of its refusal.
pub(crate) type Outcome = Result<Option<usize>, &'static str>;

/// Reads a file of this name and looks at how it was read.
#[derive(Clone, Copy)]
pub(crate) struct Reader(pub(crate) fn(&str, &[u8]) -> Outcome);

impl Reader {
    fn outcome(self, name: &str, bytes: &[u8]) -> Outcome {
        (self.0)(name, bytes)
    }

    fn check(self, name: &str, bytes: &[u8], expected: Result<usize, &'static str>) {
        match self.outcome(name, bytes) {
            Ok(None) => assert!(expected.is_ok(), "{name}: read, where {expected:?} was expected"),
            Ok(Some(count)) => assert_eq!(Ok(count), expected, "{name}"),
            Err(code) => assert_eq!(Err(code), expected, "{name}"),
        }
    }
}

fn times(n: usize, piece: impl Fn(usize) -> String) -> String {
    (0..n).map(piece).collect()
}

pub(crate) fn encodings(reader: Reader) {
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    reader.check("empty", b"", Err("empty"));
    reader.check("white space", b" \n\t\r\n", Err("empty"));
    reader.check("byte order mark", b"\xef\xbb\xbf", Err("empty"));
    reader.check("byte order mark of UTF-16", b"\xff\xfe", Err("empty"));
    reader.check("NUL", &[&b"1. A\0word.\n\n"[..], &b"2. Words of the text. ".repeat(9)].concat(), Ok(2));
    reader.check("nothing but NUL", &[0; 4000], Err("no-text"));
    reader.check("UTF-16", &utf16("\u{feff}1. A word.\n\n2. Another."), Ok(2));
    reader.check("UTF-16 without a mark", &utf16("1. A word.\n\n2. Another."), Ok(2));
    reader.check(
        "half a pair of UTF-16",
        &[
            utf16("\u{feff}1. A word of a text, "),
            vec![0, 0xd8],
            utf16("and more of it, so that it is one, is here."),
        ]
        .concat(),
        Ok(1),
    );
    reader.check("Windows-1252", b"1. A \x93word\x94 \x96 caf\xe9.\n\n2. Another.", Ok(2));
    let russian =
        b"1. \xcf\xf0\xe0\xe2\xee \xed\xe0 \xef\xe8\xf2\xe0\xed\xe8\xe5.\n\n2. \xc4\xf0\xf3\xe3\xee\xe5.";
    reader.check("Windows-1251", russian, Ok(2));
    let chinese = b"1. \xc8\xcb\xc8\xcb\xd3\xd0\xc8\xa8\xcf\xed\xd3\xd0\xca\xb3\xce\xef\xa1\xa3";
    reader.check("GB18030", chinese, Err("no-text"));
    reader.check("nine megabytes of one letter", &vec![0xe0; 9 << 20], Ok(0));
    reader.check("nine megabytes of accents", &[&b"1. A"[..], &b" caf\xe9".repeat(18 << 16)].concat(), Ok(1));
    reader.check(
        "broken UTF-8",
        &["1. “Всё это” — право на питание.\n\n".as_bytes(), b"2. \xff Another.\n\n3. \xe2\x80"].concat(),
        Ok(3),
    );
    reader.check("random bytes", &noise(7, 100_000), Err("no-text"));
}

pub(crate) fn letters(reader: Reader) {
    reader.check(
        "bidirectional overrides",
        "1. \u{202e}drow\u{202c} \u{2066}isolated.\n\n2. Another.".as_bytes(),
        Ok(2),
    );
    reader.check("Arabic", "1. الحق في الغذاء.\n\n2. الهجرة والتنمية.".as_bytes(), Ok(2));
    reader.check("joiners", "1. 👩\u{200d}🌾\u{200d} a\u{200d}b.\n\n2. Another.".as_bytes(), Ok(2));
    reader.check("200,000 combining marks", format!("1. a{}.", "\u{301}".repeat(200_000)).as_bytes(), Ok(1));
    reader.check("a line of five megabytes", format!("1. {}", "lantern ".repeat(650_000)).as_bytes(), Ok(1));
    reader.check(
        "200,000 stars",
        format!("1. A word.{}\n\n2. Another.", "*".repeat(200_000)).as_bytes(),
        Ok(2),
    );
    reader.check("200,000 brackets", format!("1. A word. {}.", "[(".repeat(100_000)).as_bytes(), Ok(1));
    reader.check(
        "brackets of links",
        format!("# H\n\n1. A word. {}.", "[a](".repeat(50_000)).as_bytes(),
        Ok(1),
    );
    reader.check("half of many links", format!("1. A [a](b). {}.", "[".repeat(100_000)).as_bytes(), Ok(1));
}

pub(crate) fn sizes(reader: Reader) {
    reader.check("104 megabytes", &vec![b'a'; 104 * 1024 * 1024], Err("too-many-bytes"));
    reader.check(
        "100,000 paragraphs",
        times(100_000, |i| format!("{i}. W.\n\n")).as_bytes(),
        Err("too-many-paragraphs"),
    );
    reader.check(
        "20,000 identical paragraphs",
        "1. The same words.\n\n".repeat(20_000).as_bytes(),
        Ok(20_000),
    );
    let lists = times(5000, |i| format!("{}- item\n", "  ".repeat(i.min(800))));
    assert!(reader.outcome("lists 5,000 deep", format!("# H\n\n[a](b)\n\n{lists}").as_bytes()).is_ok());
    let quotes = format!("[a](b)\n\n{} deep", "> ".repeat(5000));
    assert!(reader.outcome("quotations 5,000 deep", quotes.as_bytes()).is_ok());
}

pub(crate) fn what_would_be_markup_or_a_formula_elsewhere(reader: Reader) {
    let scripts = "<p onclick=alert(1)>1. <script>alert(1)</script>A <img src=x onerror=alert(1)>word.\
        <p>2. <a href=javascript:alert(1)>Another</a>.<iframe srcdoc='<p>3. No'></iframe>";
    reader.check("scripts in HTML", scripts.as_bytes(), Ok(2));
    reader.check("scripts in a text", b"1. <script>alert(1)</script>\n\n2. ]]> <!-- --> &lt;.", Ok(2));
    reader.check("duplicate symbols", b"A/1/1\n\nA/1/1\n\nA/1/1\n\n1. A word of a text.", Ok(1));
    let absurd = b"A/1/1\n99 May 9999\n\n999999999999. A.\n\n-1. B.\n\n1e9. C.\n\n4. D.";
    assert!(reader.outcome("absurd dates and labels", absurd).is_ok());
    reader.check("formulas", b"1. =cmd|' /C calc'!A0\n\n2. @SUM(A1)\n\n3. +1\n\n4. -1", Ok(4));
    reader.check("paths for symbols", b"../../etc/passwd\nA/../../1\n\n1. A word.", Ok(1));
}

pub(crate) fn word_documents(reader: Reader) {
    let paragraph = "<w:p><w:r><w:t>1. The right to food.</w:t></w:r></w:p>";
    let sound = docx(paragraph);
    reader.check("a sound one", &sound, Ok(1));
    let zeros = word("document", &format!("<w:body>{paragraph}<!--{}--></w:body>", " ".repeat(64 << 20)));
    let bomb = docx_with(paragraph, &[("word/styles.xml", &zeros)]);
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    reader.check("a bomb: 64 megabytes in 65 kilobytes", &bomb, Err("expands-too-much"));
    let deep = format!("{}{}", "<w:p>".repeat(50_000), "</w:p>".repeat(50_000));
    reader.check("50,000 deep", &docx(&deep), Err("too-deep"));
    reader.check(
        "100,000 attributes",
        &docx(&format!("<w:p{}/>", times(100_000, |i| format!(" a{i}=\"\"")))),
        Err("too-many-attributes"),
    );
    let laughs = |inner: &str| {
        let entities = times(9, |i| format!("<!ENTITY l{} \"{}\">", i + 1, format!("&l{i};").repeat(10)));
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY l0 \"lol\">{entities}]><w:document xmlns:w=\"w\"><w:body>{inner}</w:body></w:document>"
        )
    };
    let with_main = |main: &str| {
        let types = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
        zip(&[("[Content_Types].xml", types.as_bytes()), ("word/document.xml", main.as_bytes())])
    };
    reader.check(
        "a billion laughs",
        &with_main(&laughs("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>")),
        Err("declares-entities"),
    );
    let outside = "<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><w:document xmlns:w=\"w\"/>";
    reader.check("an outside entity", &with_main(outside), Err("declares-entities"));
    for name in ["../../etc/cron.d/x", "/etc/passwd", "..\\..\\x", "C:\\x", "word/../../x"] {
        reader.check(
            "a name that leads outside",
            &docx_with(paragraph, &[(name, "x")]),
            Err("leads-outside"),
        );
    }
    reader.check("half of one", &sound[..sound.len() / 2], Err("broken"));
    reader.check("its first bytes", b"PK\x03\x04", Err("broken"));
    let mut corrupt = sound.clone();
    let middle = corrupt.len() / 3;
    corrupt[middle..middle + 40].fill(0xaa);
    assert!(matches!(reader.outcome("a corrupt one", &corrupt), Err("broken" | "other-kind")));
    reader.check("one without a document", &zip(&[("word/other.xml", b"<x/>")]), Err("other-kind"));
    reader.check("one that is no XML", &with_main("1. The right to food."), Err("broken"));
    reader.check("one that ends early", &with_main("<w:document xmlns:w=\"w\"><w:body><w:p>"), Err("broken"));
    reader.check(
        "60,000 paragraphs",
        &docx(&times(60_000, |i| paragraph.replace("food", &i.to_string()))),
        Err("too-many-paragraphs"),
    );
    let styles = word(
        "styles",
        &times(30_000, |i| {
            format!("<w:style w:styleId=\"s{i}\"><w:basedOn w:val=\"s{}\"/></w:style>", i + 1)
        }),
    );
    let styled = times(10_000, |i| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"s{}\"/></w:pPr><w:r><w:t>{i}. A word.</w:t></w:r></w:p>",
            i + 15_000
        )
    });
    reader.check(
        "30,000 styles based on each other",
        &docx_with(&styled, &[("word/styles.xml", &styles)]),
        Ok(10_000),
    );
    let lists = word(
        "numbering",
        &times(30_000, |i| {
            format!(
                "<w:abstractNum w:abstractNumId=\"{i}\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/>\
             <w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"{i}\"><w:abstractNumId w:val=\"{i}\"/></w:num>"
            )
        }),
    );
    let empty = times(60_000, |i| {
        format!("<w:p><w:pPr><w:numPr><w:numId w:val=\"{}\"/></w:numPr></w:pPr></w:p>", 15_000 + i % 15_000)
    });
    reader.check(
        "30,000 lists and 60,000 paragraphs without words",
        &docx_with(&(paragraph.to_owned() + &empty), &[("word/numbering.xml", &lists)]),
        Ok(1),
    );
    let long = word(
        "numbering",
        &format!(
            "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"{}\"/>\
         </w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>",
            "%1 ".repeat(100_000)
        ),
    );
    let labelled =
        "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>A word.</w:t></w:r></w:p>";
    assert!(
        reader
            .outcome(
                "a label of 300,000 letters",
                &docx_with(&labelled.repeat(10_000), &[("word/numbering.xml", &long)])
            )
            .is_ok()
    );
    reader.check("10,001 parts", &zip(&vec![("a", &b""[..]); 10_001]), Err("too-many-entries"));
    reader.check("an older one", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", Err("other-kind"));
    reader.check("Rich Text", b"{\\rtf1\\ansi The right to food.}", Err("other-kind"));
}

pub(crate) fn web_pages_and_xml(reader: Reader) {
    reader.check(
        "elements 200,000 deep",
        format!("<p>1. A word.{}", "<div>".repeat(200_000)).as_bytes(),
        Err("too-deep"),
    );
    reader.check(
        "formatting 200,000 deep",
        format!("<p>1. A word.{}", times(200_000, |i| format!("<b id={i}>"))).as_bytes(),
        Err("too-deep"),
    );
    reader.check(
        "100,000 attributes",
        format!("<p {}>1. A", times(100_000, |i| format!("a{i} "))).as_bytes(),
        Err("too-many-attributes"),
    );
    reader.check(
        "100,000 attributes by strokes",
        format!("<p {}>1. A", times(100_000, |i| format!("a{i}/"))).as_bytes(),
        Err("too-many-attributes"),
    );
    reader.check(
        "a picture in an address",
        format!("<p>1. A word. <img src=\"data:;base64,{}\">", "A/b+ ".repeat(100_000)).as_bytes(),
        Ok(1),
    );
    reader.check(
        "100,000 paragraphs",
        "<p>1. A word.".repeat(100_000).as_bytes(),
        Err("too-many-paragraphs"),
    );
    reader.check(
        "a comment without end",
        format!("<p>1. A word.<!-- {}", "a=b ".repeat(100_000)).as_bytes(),
        Ok(1),
    );
    reader.check(
        "tables that are none",
        format!("<p>1. A word.{}", "<table><td>".repeat(300)).as_bytes(),
        Err("too-deep"),
    );
    reader.check("misplaced text", format!("<table>{}", "1. A word.<tr>".repeat(20_000)).as_bytes(), Ok(1));
    reader.check(
        "unclosed formatting",
        format!("<div>{}", "<p><i>1. A word.".repeat(200)).as_bytes(),
        Ok(200),
    );
    reader.check(
        "a tag that does not end",
        format!("<p>1. A word. <a {}", "x".repeat(1_000_000)).as_bytes(),
        Ok(1),
    );
    let akn = |inner: &str| format!("<akomaNtoso xmlns=\"x\">{inner}</akomaNtoso>");
    let own = |inner: &str, attachments: &str| {
        akn(&format!(
            "<doc><meta><proprietary source=\"#passages\"/></meta><mainBody>{inner}</mainBody>\
             <attachments>{attachments}</attachments></doc>"
        ))
    };
    let own_paragraph = |key: &str, label: &str, words: &str| {
        format!("<paragraph wId=\"{key}\"><num>{label}</num><content><p>{words}</p></content></paragraph>")
    };
    let noted = "<authorialNote placementBase=\"#b\" marker=\"1\"><p>N.</p></authorialNote>".repeat(20_000);
    reader.check(
        "20,000 notes on a million letters",
        own(
            &own_paragraph("1", "1.", &format!("<span eId=\"b\">{}{noted}</span>", "word ".repeat(200_000))),
            "",
        )
        .as_bytes(),
        Err("expands-too-much"),
    );
    reader.check(
        "100,000 emphases",
        own(&own_paragraph("1", "1.", &"<i>a</i> ".repeat(100_000)), "").as_bytes(),
        Ok(1),
    );
    let below = times(20_000, |i| own_paragraph(&format!("1.{i}"), "(a)", "A word."));
    reader.check(
        "20,000 paragraphs below a label of a million letters",
        own(&(own_paragraph("1", &"word ".repeat(200_000), "A word.") + &below), "").as_bytes(),
        Err("expands-too-much"),
    );
    let dots = "1.".repeat(200_000);
    assert!(
        reader
            .outcome(
                "a key of 200,000 pieces",
                own(
                    &[&dots, &dots].map(|key| own_paragraph(&format!("{key}1"), "1.", "A word.")).concat(),
                    ""
                )
                .as_bytes()
            )
            .is_ok()
    );
    let attachments =
        times(12_000, |_| "<attachment><doc name=\"annex\"><mainBody/></doc></attachment>".to_owned());
    let sections = times(12_000, |i| {
        format!("<section><heading>H</heading>{}</section>", own_paragraph(&i.to_string(), "1.", "A word."))
    });
    reader.check("12,000 sections and as many annexes", own(&sections, &attachments).as_bytes(), Ok(12_000));
    reader.check(
        "XML 200,000 deep",
        akn(&("<p>".repeat(200_000) + &"</p>".repeat(200_000))).as_bytes(),
        Err("too-deep"),
    );
    reader.check(
        "entities in XML",
        format!("<!DOCTYPE a [<!ENTITY b 'c'>]>{}", akn("<p>&b;</p>")).as_bytes(),
        Err("declares-entities"),
    );
    reader.check("an unknown entity", akn("<p>1. A&nbsp;b</p>").as_bytes(), Err("declares-entities"));
    reader.check("XML that ends early", b"<akomaNtoso><doc><p>1. A", Err("broken"));
    reader.check("another kind of XML", b"<?xml version='1.0'?><feed/>", Err("other-kind"));
}

pub(crate) fn pdf_files(reader: Reader) {
    let page = "BT /F 10 Tf 50 700 Td (1. The right to food.) Tj ET";
    let sound = pdf(&[page]);
    reader.check("a sound one", &sound, Ok(1));
    reader.check("its first bytes", b"%PDF-1.7", Err("broken"));
    for part in 1..8 {
        // Its objects may still be found without their table.
        assert!(matches!(
            reader.outcome("part of one", &sound[..sound.len() * part / 8]),
            Ok(_) | Err("broken" | "empty")
        ));
    }
    let bomb = vec![b' '; 60 << 20];
    let catalog = b"<</Type/Catalog/Pages 2 0 R>>".to_vec();
    let pages = b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".to_vec();
    let with = |entries: &str, more: Vec<Vec<u8>>| {
        let page = format!("<</Type/Page/Parent 2 0 R{entries}>>").into_bytes();
        pdf_of(&[vec![catalog.clone(), pages.clone(), page], more].concat())
    };
    reader.check(
        "a bomb for a page",
        &with("/Contents 4 0 R", vec![stream("", &bomb)]),
        Err("expands-too-much"),
    );
    reader.check(
        "a bomb for a picture",
        &with("/Contents 4 0 R", vec![stream("", b"BT ET"), stream("/Subtype/Image", &bomb)]),
        Err("empty"),
    );
    let twice =
        miniz_oxide::deflate::compress_to_vec_zlib(&miniz_oxide::deflate::compress_to_vec_zlib(&bomb, 6), 6);
    let twice =
        [b"<</Filter[/FlateDecode/FlateDecode]/Length 9999>>stream\n", &twice[..], b"\nendstream"].concat();
    reader.check("a bomb in a bomb", &with("/Contents 4 0 R", vec![twice]), Err("expands-too-much"));
    reader.check(
        "a picture that is a page",
        &with("/Contents 4 0 R", vec![stream("/Subtype/Image", &bomb)]),
        Err("expands-too-much"),
    );
    let raw = |entries: &str, data: &[u8]| {
        let head = format!("<<{entries}/Length {}>>stream\n", data.len());
        [head.as_bytes(), data, b"\nendstream"].concat()
    };
    let packed = miniz_oxide::deflate::compress_to_vec(&bomb, 6);
    let broken = [&[0x78, 0x9c, 0, 1, 0, 0, 0, 0x41][..], &packed].concat();
    reader.check(
        "a bomb behind a block of the wrong length",
        &with("/Contents 4 0 R", vec![raw("/Filter/FlateDecode", &broken)]),
        Err("expands-too-much"),
    );
    // Half a megabyte each time that it is named.
    let words = "% and on".repeat(1 << 16);
    let many = format!("/Contents[{}]", "4 0 R ".repeat(1_000));
    let file = with(&many, vec![raw("", words.as_bytes())]);
    reader.check("a plain stream that is named 1,000 times", &file, Err("expands-too-much"));
    let file = with(&many, vec![raw("/Filter/A85", "z".repeat(1 << 17).as_bytes())]);
    reader.check("zeros in letters that are named 1,000 times", &file, Err("expands-too-much"));
    let kids = times(1_000, |nth| format!("{} 0 R ", 4 + nth));
    let all = format!("<</Type/Pages/Count 1000/Kids[{kids}]/MediaBox[0 0 595 842]>>").into_bytes();
    let one = b"<</Type/Page/Parent 2 0 R/Contents 3 0 R>>".to_vec();
    let file = pdf_of(&[vec![catalog.clone(), all, raw("", words.as_bytes())], vec![one; 1_000]].concat());
    reader.check("a plain stream of 1,000 pages", &file, Err("expands-too-much"));
    let form =
        |next: u8| stream(&format!("/Subtype/Form/Resources<</XObject<</X {next} 0 R>>>>"), b"/X Do /X Do");
    let own = "/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>";
    let circle = vec![stream("", b"/X Do"), form(6), form(5)];
    reader.check("forms in each other", &with(own, circle), Err("empty"));
    let chain = [vec![stream("", b"/X Do")], (6..60).map(form).collect()].concat();
    assert!(matches!(
        reader.outcome("forms 50 deep", &with(own, chain)),
        Err("too-deep" | "too-much-drawing")
    ));
    let fan = |next: usize| {
        stream(&format!("/Subtype/Form/Resources<</XObject<</X {next} 0 R>>>>"), b"/X Do /X Do")
    };
    let fans: Vec<Vec<u8>> =
        [vec![stream("", b"/X Do")], (6..34).map(fan).collect(), vec![stream("", b"")]].concat();
    assert!(reader.outcome("forms that double", &with(own, fans)).is_err());
    reader.check(
        "pages in a circle",
        &pdf_of(&[catalog.clone(), b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>".to_vec()]),
        Err("broken"),
    );
    let operators = "q ".repeat(600_000) + page;
    reader.check("600,000 states saved", &pdf(&[&operators]), Ok(1));
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    // What stands behind them may be lost, as in other readers.
    assert!(matches!(
        reader.outcome("arrays 100,000 deep", &pdf(&[&format!("{nested} TJ {page}")])),
        Ok(_) | Err("empty")
    ));
    assert!(
        reader
            .outcome(
                "a catalog 100,000 deep",
                &pdf_of(&[format!("<</Type/Catalog/Pages{nested}>>").into_bytes()])
            )
            .is_err()
    );
    let wide = stream("/DecodeParms<</Predictor 15/Columns 2000000000>>", page.as_bytes());
    assert!(reader.outcome("columns that nobody can hold", &with("/Contents 4 0 R", vec![wide])).is_err());
    let mut many = String::new();
    for nth in 0..50_000 {
        write!(many, "BT /F 10 Tf {} {} Td (word) Tj ET ", nth % 500, nth % 700).expect("a text");
    }
    assert!(reader.outcome("50,000 pieces here and there", &pdf(&[&many])).is_ok());
    let table = stream(
        "",
        b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n\
        3 beginbfchar <61> <0627> <62> <064E> <63> <FC00> endbfchar endcmap",
    );
    let arabic = |content: &str| {
        let font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>".to_vec();
        with(
            "/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>",
            vec![stream("", content.as_bytes()), font, table.clone()],
        )
    };
    for letters in ["a", "b", "ab"] {
        let pieces = times(40_000, |nth| format!("BT /F 10 Tf {} 700 Td ({letters}) Tj ET ", 40_000 - nth));
        assert!(reader.outcome("40,000 pieces from right to left", &arabic(&pieces)).is_ok(), "{letters}");
    }
    let long = format!("BT /F 10 Tf 50 700 Td ({}) Tj ET", "abc (x) 1 ".repeat(100_000));
    assert!(reader.outcome("a line of a million letters from right to left", &arabic(&long)).is_ok());
    let infinite =
        "1e308 0 0 1e308 1e308 1e308 cm BT /F 1e308 Tf (word words words) Tj ET ".to_owned() + page;
    assert!(reader.outcome("sizes beyond all numbers", &pdf(&[&infinite])).is_ok());
}

pub(crate) fn pictures_and_programs(reader: Reader) {
    for (name, bytes, code) in [
        ("PNG", &b"\x89PNG\r\n\x1a\n\0\0"[..], "scanned"),
        ("JPEG", b"\xff\xd8\xff\xe0", "scanned"),
        ("TIFF", b"II*\0", "scanned"),
        ("gzip", b"\x1f\x8b\x08", "other-kind"),
        ("a program", b"\x7fELF\x02", "other-kind"),
        ("PostScript", b"%!PS-Adobe-3.0", "other-kind"),
    ] {
        reader.check(name, bytes, Err(code));
    }
}
