//! Word documents: labels that Word counts, headings, tables, footnotes, tracked changes.

use super::made::{docx, docx_with, word, zip};
use super::texts::{document, paragraphs, read_as};
use passages_formats::{Format, Refusal, read};

/// A paragraph with properties and runs.
fn p(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

/// A run.
fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn text_of(body: &str) -> String {
    read_as(&docx(body), Format::Docx).text
}

const NUMBERING: &str = "<w:abstractNum w:abstractNumId=\"0\">\
    <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"(%2)\"/></w:lvl>\
    <w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/></w:lvl>\
    </w:abstractNum><w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/></w:num>";

#[test]
fn labels_are_those_that_word_prints() {
    let item = |level: u8, words: &str| {
        p(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"4\"/></w:numPr>"), &r("", words))
    };
    let styles = word(
        "styles",
        "<w:style w:type=\"paragraph\" w:styleId=\"Base\"><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"SingleTxt\"><w:basedOn w:val=\"Base\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/><w:rPr><w:b/></w:rPr></w:style>",
    );
    let body = [
        p("<w:pStyle w:val=\"H1\"/>", &r("", "Participation")),
        item(0, "The Forum met."),
        item(1, "In spring;"),
        item(1, "In autumn."),
        item(2, "On a quay."),
        p("<w:pStyle w:val=\"SingleTxt\"/>", &r("", "It was resumed.")),
        p("<w:pStyle w:val=\"SingleTxt\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>", &r("", "Without.")),
    ]
    .concat();
    let file = docx_with(
        &body,
        &[("word/styles.xml", &styles), ("word/numbering.xml", &word("numbering", NUMBERING))],
    );
    let reading = read_as(&file, Format::Docx);
    assert_eq!(
        reading.text,
        "# Participation\n\n1. The Forum met.\n\n(a) In spring;\n\n(b) In autumn.\n\nOn a quay.\n\n\
         2. It was resumed.\n\nWithout.\n"
    );
    // What stands before the first paragraph is the title.
    assert_eq!(document(&reading).title, "Participation");
}

#[test]
fn a_list_of_contents_has_the_dots_that_word_prints() {
    let styles = word(
        "styles",
        "<w:style w:type=\"paragraph\" w:styleId=\"Verzeichnis1\"><w:name w:val=\"toc 1\"/></w:style>",
    );
    let entry = |words: &str, page: &str| {
        let tab = "<w:r><w:tab/></w:r>";
        p("<w:pStyle w:val=\"Verzeichnis1\"/>", &[&r("", words), tab, &r("", page)].concat())
    };
    let body = [
        p("", &r("", "Contents")),
        entry("Lamps", "3"),
        entry("Keepers", "iv"),
        entry("What is no page", "of all"),
        p("", &[&r("", "Lamps"), "<w:r><w:tab/></w:r>", &r("", "3")].concat()),
        p("", &r("", "1. Lamps burn.")),
    ]
    .concat();
    let file = docx_with(&body, &[("word/styles.xml", &styles)]);
    let reading = read_as(&file, Format::Docx);
    assert_eq!(
        reading.text,
        "Contents\n\nLamps ..... 3\n\nKeepers ..... iv\n\nWhat is no page of all\n\nLamps 3\n\n1. Lamps burn.\n"
    );
    assert_eq!(paragraphs(&document(&reading)).len(), 1);
}

#[test]
fn what_has_no_words_is_counted_unless_it_is_deleted() {
    let list = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"4\"/></w:numPr>";
    let marked = |mark: &str| p(&format!("{list}<w:rPr>{mark}</w:rPr>"), "");
    let read = |body: &str| {
        let bytes = docx_with(body, &[("word/numbering.xml", &word("numbering", NUMBERING))]);
        read_as(&bytes, Format::Docx).text
    };
    let around = |between: &str| {
        read(&[&p(list, &r("", "The first.")), between, &p(list, &r("", "The next."))].concat())
    };
    assert_eq!(around(&p(list, "")), "1. The first.\n\n3. The next.\n");
    for gone in ["<w:del/>", "<w:moveFrom/>", "<w:vanish/>"] {
        assert_eq!(around(&marked(gone)), "1. The first.\n\n2. The next.\n", "{gone}");
    }
    assert_eq!(around(&marked("<w:ins/>")), "1. The first.\n\n3. The next.\n");
    // A column of numbers.
    let row = |words: &str| {
        format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", p(list, ""), p("", &r("", words)))
    };
    assert_eq!(read(&format!("<w:tbl>{}{}</w:tbl>", row("Bread"), row("Salt"))), "1.\nBread\n\n2.\nSalt\n");
}

#[test]
fn labels_are_printed_in_the_letters_of_their_language() {
    for (format, labels) in [
        ("russianLower", ["а)", "б)"]),
        ("arabicAbjad", ["أ)", "ب)"]),
        ("chineseCountingThousand", ["一)", "二)"]),
        ("decimalFullWidth", ["１)", "２)"]),
    ] {
        let list = NUMBERING.replacen("\"decimal\"", &format!("\"{format}\""), 1).replace("%1.", "%1)");
        let item = p("<w:numPr><w:numId w:val=\"4\"/></w:numPr>", &r("", "Words."));
        let bytes = docx_with(&item.repeat(2), &[("word/numbering.xml", &word("numbering", &list))]);
        let [one, two] = labels;
        assert_eq!(read_as(&bytes, Format::Docx).text, format!("{one} Words.\n\n{two} Words.\n"));
    }
}

#[test]
fn runs_make_words_and_emphasis_is_kept() {
    let runs = [
        r("", "The report "),
        r("<w:i/>", "Global "),
        r("<w:i/><w:lang w:val=\"en\"/>", "Prospects"),
        r("<w:i w:val=\"0\"/>", " says, at "),
        "<w:r><w:t>micro</w:t><w:noBreakHyphen/><w:t>credits</w:t><w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t></w:r>".into(),
    ]
    .concat();
    assert_eq!(text_of(&p("", &runs)), "The report *Global Prospects* says, at micro\u{2011}credits x\ny\n");
    assert_eq!(
        text_of(&p("", &r("<w:b/>", "Annex &amp; more"))),
        "**Annex &amp; more**\n".replace("&amp;", "&")
    );
}

#[test]
fn what_was_deleted_is_gone_and_what_was_inserted_stands() {
    let body = p(
        "",
        "<w:r><w:t>One </w:t></w:r><w:del><w:r><w:delText>old </w:delText></w:r></w:del>\
         <w:ins><w:r><w:t>new </w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText><w:t>word.</w:t></w:r>",
    );
    assert_eq!(text_of(&body), "One new word.\n");
}

#[test]
fn what_a_paragraph_was_before_it_was_changed_is_gone() {
    let before = "<w:pPrChange><w:pPr><w:pStyle w:val=\"Heading1\"/><w:outlineLvl w:val=\"0\"/>\
                  <w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"4\"/></w:numPr></w:pPr></w:pPrChange>";
    let body = p(before, &r("", "Plain words.")) + &p("", &r("", "More of them."));
    let bytes = docx_with(&body, &[("word/numbering.xml", &word("numbering", NUMBERING))]);
    assert_eq!(read_as(&bytes, Format::Docx).text, "Plain words.\n\nMore of them.\n");
}

#[test]
fn a_footnote_that_is_called_again_and_again_is_there_once() {
    let notes =
        word("footnotes", "<w:footnote w:id=\"2\"><w:p><w:r><w:t>Long words.</w:t></w:r></w:p></w:footnote>");
    let calls = "<w:footnoteReference w:id=\"2\"/>".repeat(1000);
    let body = p("", &format!("<w:r><w:t>Goals</w:t>{calls}</w:r>"));
    let text = read_as(&docx_with(&body, &[("word/footnotes.xml", &notes)]), Format::Docx).text;
    assert_eq!(text.matches("Long words.").count(), 1);
}

#[test]
fn rows_are_blocks_unless_the_table_lays_out_the_page() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let one = |words: &str| cell(&p("", &r("", words)));
    let table = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&[one("Distr.: General"), one(""), one("22 December 2023")]),
        row(&[cell(&(p("", &r("", "Left")) + &p("", &r("", "below")))), one("Right")])
    );
    assert_eq!(text_of(&table), "Distr.: General\n22 December 2023\n\nLeft\n\nbelow\n\nRight\n");
}

#[test]
fn footnotes_stand_below_with_their_numbers() {
    let notes = word(
        "footnotes",
        "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>\
         <w:footnote w:id=\"2\"><w:p><w:r><w:t>Resolution 70/1.</w:t></w:r></w:p></w:footnote>\
         <w:footnote w:id=\"3\"><w:p><w:r><w:t>* A/61/50.</w:t></w:r></w:p></w:footnote>",
    );
    let body = p(
        "",
        "<w:r><w:t>Agenda*</w:t><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"3\"/></w:r>\
         <w:r><w:t>, goals</w:t><w:footnoteReference w:id=\"2\"/><w:t>.</w:t></w:r>",
    );
    let reading = read_as(&docx_with(&body, &[("word/footnotes.xml", &notes)]), Format::Docx);
    assert_eq!(
        reading.text,
        "Agenda\\*, goals¹.\n\n__________________\n\n\\* A/61/50.\n\n1\nResolution 70/1.\n"
    );
    let found = document(&read_as(
        &docx_with(&(p("", &r("", "1. One.")) + &body), &[("word/footnotes.xml", &notes)]),
        Format::Docx,
    ));
    assert_eq!(paragraphs(&found)[1].1, "Agenda*, goals.");
    // Each is shown at its place.
    let notes: Vec<_> = found.footnotes.iter().map(|n| [&*n.mark, &n.anchor, &n.text]).collect();
    assert_eq!(notes, [["*", "", "A/61/50."], ["1", "Agenda*, goals", "Resolution 70/1."]]);
}

#[test]
fn endnotes_stand_below_among_the_footnotes() {
    let footnotes = word(
        "footnotes",
        "<w:footnote w:id=\"2\"><w:p><w:r><w:t>Resolution 70/1.</w:t></w:r></w:p></w:footnote>",
    );
    let endnotes = word(
        "endnotes",
        "<w:endnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:endnote>\
         <w:endnote w:id=\"2\"><w:p><w:r><w:t>At the end.</w:t></w:r></w:p>\
         <w:p><w:r><w:t>And more.</w:t></w:r></w:p></w:endnote>\
         <w:endnote w:type=\"normal\" w:id=\"3\"><w:p><w:r><w:t>The last.</w:t></w:r></w:p></w:endnote>",
    );
    let body = p(
        "",
        "<w:r><w:t>One</w:t><w:endnoteReference w:id=\"2\"/><w:t>, two</w:t><w:footnoteReference w:id=\"2\"/>\
         <w:t>, three</w:t><w:endnoteReference w:id=\"3\"/><w:t>.</w:t></w:r>",
    );
    let file = docx_with(&body, &[("word/footnotes.xml", &footnotes), ("word/endnotes.xml", &endnotes)]);
    assert_eq!(
        read_as(&file, Format::Docx).text,
        "One¹, two², three³.\n\n__________________\n\n1\nAt the end. And more.\n\n2\nResolution 70/1.\n\n\
         3\nThe last.\n"
    );
    let alone = docx_with(&body, &[("word/endnotes.xml", &endnotes)]);
    assert_eq!(read_as(&alone, Format::Docx).text.matches("At the end.").count(), 1);
}

#[test]
fn a_text_box_is_read_once_and_a_picture_is_told() {
    let text_box = "<w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent>";
    let body = p(
        "",
        &format!(
            "<w:r><AlternateContent><Choice><w:drawing>{text_box}</w:drawing></Choice>\
             <Fallback><w:pict>{text_box}</w:pict></Fallback></AlternateContent></w:r>\
             <w:r><w:t>Beside.</w:t><w:drawing/></w:r>"
        ),
    );
    let reading = read_as(&docx(&body), Format::Docx);
    assert_eq!(reading.text, "Boxed.\n\nBeside.\n");
    let told: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].contains("1 pictures or drawings"), "{told:?}");
}

#[test]
fn other_files_in_zip_are_named() {
    let kind = |parts: &[(&str, &[u8])]| match read("a.docx", &zip(parts)) {
        Err(Refusal::Kind(kind)) => kind,
        other => panic!("{other:?}"),
    };
    assert_eq!(kind(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"")]), "a spreadsheet");
    assert_eq!(kind(&[("mimetype", b"x"), ("content.xml", b"")]), "an OpenDocument file");
    assert_eq!(kind(&[("a.txt", b"1. Text.")]), "an archive");
}
