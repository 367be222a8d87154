//! PDF: letters, lines and pages; pages that are pictures.

use super::made::{pdf, pdf_of, stream};
use super::texts::{document, paragraphs, read_as};
use passages_formats::{Format, Refusal, read};

/// Lines of text at these places.
fn lines(all: &[(f32, f32, &str)]) -> String {
    all.iter().map(|(x, y, text)| format!("BT /F 10 Tf {x} {y} Td ({text}) Tj ET\n")).collect()
}

#[test]
fn pages_are_lines_with_room_between_paragraphs() {
    let first = lines(&[
        (50.0, 800.0, "A/CONF.9/1"),
        (50.0, 760.0, "1."),
        (80.0, 760.0, "The right to food, caf\\351 and \\223words\\224,"),
        (50.0, 748.0, "is for all."),
        (50.0, 724.0, "2. Nobody is left"),
    ]);
    let reading = read_as(&pdf(&[&first, &lines(&[(50.0, 800.0, "behind, says the Forum.")])]), Format::Pdf);
    assert_eq!(
        reading.text,
        "A/CONF.9/1\n\n1. The right to food, café and “words”,\nis for all.\n\n2. Nobody is left\n\u{c}behind, says the Forum.\n"
    );
    let found = document(&reading);
    assert_eq!(found.masthead.symbol.as_deref(), Some("A/CONF.9/1"));
    assert_eq!(paragraphs(&found)[0].1, "The right to food, café and “words”, is for all.");
}

#[test]
fn operators_that_set_text_all_count() {
    let page = "q 1 0 0 1 50 700 cm BT /F 10 Tf 12 TL (One) ' (two) ' 0 0 (three) \" ET Q\n\
        BT 10 0 0 10 200 700 Tm /F 1 Tf [(Ker) -20 (ned) -400 (apart)] TJ ET";
    let reading = read_as(&pdf(&[page]), Format::Pdf);
    assert_eq!(reading.text, "Kerned apart\nOne\ntwo\nthree\n");
}

#[test]
fn a_table_of_letters_of_the_files_own_is_read() {
    let table = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def\n\
        1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
        3 beginbfchar <0001> <041F> <0002> <0440> <0013> <FB03> endbfchar\n\
        1 beginbfrange <0010> <0012> <0430> endbfrange endcmap end end";
    let page = stream(
        "",
        b"BT /F 10 Tf 50 700 Td <00010002001000110012> Tj 0 -12 Td <0010001100120010001100120013> Tj ET",
    );
    let file = pdf_of(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/Contents[4 0 R]>>".to_vec(),
        page,
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>"
            .to_vec(),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 500/W[1[600 600]16 18 550]>>".to_vec(),
        stream("", table.as_bytes()),
    ]);
    assert_eq!(read_as(&file, Format::Pdf).text, "Прабв\nабвабвffi\n");
    // Without the table nobody can tell.
    let nameless: Vec<u8> = String::from_utf8_lossy(&file).into_owned().into_bytes();
    assert!(nameless.len() >= file.len());
    let blind = replaced(&file, b"/ToUnicode 7 0 R", b"/Nothing 7 0 R  ");
    assert_eq!(read("a", &blind), Err(Refusal::Unnamed));
}

/// The bytes with one run of them replaced by another of the same length.
fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let at = bytes.windows(old.len()).position(|w| w == old).expect("the old bytes");
    [&bytes[..at], new, &bytes[at + old.len()..]].concat()
}

#[test]
fn forms_are_read_as_part_of_the_page() {
    let page = stream("", b"q 1 0 0 1 0 -100 cm /X Do Q");
    let form = stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>",
        b"BT /F 10 Tf 50 700 Td (Inside a form.) Tj ET",
    );
    let file = pdf_of(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>".to_vec(),
        page,
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>".to_vec(),
        form,
    ]);
    assert_eq!(read_as(&file, Format::Pdf).text, "Inside a form.\n");
}

/// Data as LZW writes it in the files of old programs: the letters themselves as codes of nine bits.
fn lzw(data: &[u8]) -> Vec<u8> {
    let mut codes: Vec<u16> = Vec::new();
    for piece in data.chunks(250) {
        codes.push(256);
        codes.extend(piece.iter().map(|byte| u16::from(*byte)));
    }
    codes.push(257);
    let mut bits: Vec<bool> =
        codes.iter().flat_map(|code| (0..9).rev().map(move |nth| code >> nth & 1 == 1)).collect();
    bits.resize(bits.len().next_multiple_of(8), false);
    bits.chunks(8).map(|byte| byte.iter().fold(0, |all, bit| all << 1 | u8::from(*bit))).collect()
}

/// Data in five letters for four bytes.
fn ascii85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for group in data.chunks(4) {
        let padded = (0..4).fold(0_u32, |all, at| all << 8 | u32::from(group.get(at).copied().unwrap_or(0)));
        let digits = [52_200_625, 614_125, 7225, 85, 1]
            .map(|power| b'!' + u8::try_from(padded / power % 85).expect("a digit"));
        out.extend(&digits[..=group.len()]);
    }
    out.extend(b"~>");
    out
}

#[test]
fn an_old_file_of_many_small_streams_is_read() {
    let count = 800;
    let content = |nth: usize| {
        let words = format!("BT /F 10 Tf 50 {} Td (Word {nth}.) Tj ET %", 830 - nth);
        let data = words + &"x".repeat(1000);
        let (filters, packed) = match nth % 3 {
            0 => ("[/ASCII85Decode/LZWDecode]", ascii85(&lzw(data.as_bytes()))),
            1 => ("/LZWDecode", lzw(data.as_bytes())),
            _ => ("/ASCII85Decode", ascii85(data.as_bytes())),
        };
        let head = format!("<</Filter{filters}/Length {}>>stream\n", packed.len());
        [head.as_bytes(), &packed, b"\nendstream"].concat()
    };
    let kids: String = (0..count).map(|nth| format!("{} 0 R ", 5 + nth)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/Contents[{kids}]>>").into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    objects.extend((0..count).map(content));
    let text = read_as(&pdf_of(&objects), Format::Pdf).text;
    assert_eq!(text.matches("Word ").count(), count);
}

/// A PDF file with pages that draw this; its font has the letters of Latin and Arabic by their own codes, half as wide as
/// high.
fn arabic_pages(pages: &[String]) -> Vec<u8> {
    let table = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def\n\
        1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
        3 beginbfrange <0020> <007E> <0020> <0600> <06FF> <0600> <FE70> <FEFC> <FE70> endbfrange endcmap end end";
    let kids: String = (0..pages.len()).map(|nth| format!("{} 0 R ", 6 + 2 * nth)).collect();
    let resources = "/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>";
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count {}/Kids[{kids}]{resources}>>", pages.len()).into_bytes(),
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>"
            .to_vec(),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 500>>".to_vec(),
        stream("", table.as_bytes()),
    ];
    for (nth, page) in pages.iter().enumerate() {
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents[{} 0 R]>>", 7 + 2 * nth).into_bytes());
        objects.push(stream("", page.as_bytes()));
    }
    pdf_of(&objects)
}

/// Such a file of one page.
fn arabic(page: &str) -> Vec<u8> {
    arabic_pages(&[page.to_owned()])
}

/// Letters set from a place to the right.
fn set(x: usize, y: usize, letters: &str) -> String {
    let codes: String = letters.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("BT /F 10 Tf {x} {y} Td <{codes}> Tj ET\n")
}

/// Ways in which programs draw a line that ends at the right, at 500 points: as one string; word by word, as they are
/// read or as they stand; and letter by letter, as they are read. `standing` is what stands on the page from left to right.
fn ways(y: usize, standing: &str) -> [String; 4] {
    let letters: Vec<char> = standing.chars().collect();
    let left = 500 - 5 * letters.len();
    let mut words = Vec::new();
    let mut at = left;
    for word in standing.split(' ') {
        words.push(set(at, y, word));
        at += 5 * (word.chars().count() + 1);
    }
    let each = letters.iter().enumerate().map(|(nth, letter)| set(left + 5 * nth, y, &letter.to_string()));
    let each: Vec<String> = each.collect();
    let backwards = |all: &[String]| all.iter().rev().cloned().collect::<String>();
    [set(left, y, standing), backwards(&words), words.concat(), backwards(&each)]
}

#[test]
fn arabic_is_read_from_right_to_left_however_it_is_drawn() {
    let lines = [
        (700, "ءاذغلا يف قحلا .1"),
        (688, "2006-2001 ةرتفلا يف (A/RES/78/198)"),
        (676, "(WTO) ةمظنم"),
        (650, "ةمظنم )ب( .2"),
    ];
    let text = "1. الحق في الغذاء\n(A/RES/78/198) في الفترة 2001-2006\nمنظمة (WTO)\n\n2. (ب) منظمة\n";
    for way in 0..4 {
        let page: String = lines.iter().map(|(y, standing)| ways(*y, standing)[way].clone()).collect();
        assert_eq!(read_as(&arabic(&page), Format::Pdf).text, text, "way {way}");
    }
    // As programs that recognize text set it: mirrored, in the order of reading; or as it is read, wherever it stands.
    let hex = |letters: &str| letters.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>();
    let mirrored = format!("BT /F 10 Tf 3 Tr -1 0 0 1 500 700 Tm <{}> Tj ET", hex("منظمة في الغذاء"));
    assert_eq!(read_as(&arabic(&mirrored), Format::Pdf).text, "منظمة في الغذاء\n");
    assert_eq!(read_as(&arabic(&set(300, 700, "منظمة في الغذاء")), Format::Pdf).text, "منظمة في الغذاء\n");
}

#[test]
fn a_page_that_tells_no_order_is_read_like_the_others() {
    // The words of the second page are the only ones that tell where they end.
    let read = |words: [&str; 3]| {
        let pages = words.map(|words| set(300, 700, words));
        read_as(&arabic_pages(&pages), Format::Pdf).text
    };
    let text = "الحق في\n\u{c}منظمة\n\u{c}القرار\n";
    assert_eq!(read(["الحق في", "منظمة", "القرار"]), text);
    assert_eq!(read(["يف قحلا", "ةمظنم", "رارقلا"]), text);
}

#[test]
fn vowels_above_letters_follow_them_and_part_no_word() {
    // "يُرسَل", each vowel set higher and over its letter.
    let vowel = |x: usize, mark: &str| set(x, 700, mark).replace("Td", "Td 3 Ts").replace("Tj", "Tj 0 Ts");
    let page = [
        set(320, 700, "ي"),
        vowel(321, "\u{64f}"),
        set(315, 700, "ر"),
        set(310, 700, "س"),
        vowel(312, "\u{64e}"),
        set(305, 700, "ل"),
        set(280, 700, "قحلا"),
    ];
    assert_eq!(read_as(&arabic(&page.concat()), Format::Pdf).text, "يُرسَل الحق\n");
    // Before their letters, two above one letter, and over a word that was set at once.
    let page = [
        vowel(321, "\u{64f}"),
        set(320, 700, "ي"),
        set(315, 700, "ر"),
        set(310, 700, "س"),
        vowel(311, "\u{651}"),
        vowel(311, "\u{64e}"),
        set(305, 700, "ل"),
        set(280, 700, "قحلا"),
        vowel(279, "\u{64f}"),
    ];
    assert_eq!(read_as(&arabic(&page.concat()), Format::Pdf).text, "ي\u{64f}رس\u{651}\u{64e}ل الحق\u{64f}\n");
}

#[test]
fn the_shapes_of_arabic_letters_are_read_as_letters() {
    // "السلام" from left to right: meem, the ligature of lam and alef, seen, lam, alef.
    let page = set(300, 700, "\u{fee1}\u{fefc}\u{feb4}\u{fedf}\u{fe8d} \u{fe93}\u{fea4}\u{fe92}\u{feb9}");
    assert_eq!(read_as(&arabic(&page), Format::Pdf).text, "صبحة السلام\n");
}

#[test]
fn what_stands_side_by_side_is_read_from_the_right_where_the_page_is() {
    let page =
        [set(50, 780, "A/RES/78/198"), set(400, 780, "ةماعلا ةيعمجلا"), set(450, 740, "قحلا .1")].concat();
    assert_eq!(read_as(&arabic(&page), Format::Pdf).text, "الجمعية العامة\n\nA/RES/78/198\n\n1. الحق\n");
}

#[test]
fn a_short_last_line_of_arabic_begins_no_paragraph() {
    let page = [
        set(300, 700, "ةماعلا ةيعمجلا ةماعلا ةيعمجلا ةماعلا قوق"),
        set(430, 688, "ةماعلا ةيعمجلا"),
        set(300, 676, "ةماعلا ةيعمجلا ةماعلا ةيعمجلا ةماعلا قوق"),
    ]
    .concat();
    assert!(!read_as(&arabic(&page), Format::Pdf).text.contains("\n\n"));
}

#[test]
fn pages_that_are_pictures_are_refused_in_a_plain_sentence() {
    let scan = "q 595 0 0 842 0 0 cm /P Do Q";
    let refusal = read("a.pdf", &pdf(&[scan, scan])).expect_err("scanned");
    assert_eq!(refusal, Refusal::Scanned { pages: 2 });
    assert_eq!(refusal.to_string(), "its 2 pages are pictures: there is no text in them");
    assert!(refusal.remedy().contains("OCR"));
    // One such page among others is told; text under a picture was read by a machine.
    let text = lines(&[(50.0, 700.0, "1. A page with its text.")]);
    let told = |pages: &[&str]| {
        let problems = read_as(&pdf(pages), Format::Pdf).problems;
        problems.iter().map(|p| p.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told(&[&text, scan]), ["1 pages are pictures without text: 2"]);
    let recognized = format!("{scan} BT 3 Tr /F 10 Tf 50 700 Td (1. Read by a machine.) Tj ET");
    assert_eq!(told(&[&recognized]), ["the text of 1 pages was recognized by a machine"]);
    assert!(told(&[&text]).is_empty());
    assert_eq!(read("a.pdf", &pdf(&["0 0 m"])), Err(Refusal::Empty));
}

#[test]
fn a_locked_file_is_told() {
    let file = pdf(&[&lines(&[(50.0, 700.0, "1. Text.")])]);
    let locked = replaced(&file, b"/Root 1 0 R>>", b"/Encrypt 9 0 R");
    assert_eq!(read("a.pdf", &locked), Err(Refusal::Locked));
}
