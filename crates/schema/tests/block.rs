//! An article goes into an index as one block and comes back as it was.

use jiff::civil::date;
use precis_briefing::facts::{Currency, Decimal};
use precis_briefing::{Article, Kind, Section, TitleFrom, Unit, UnitKind};
use precis_schema::{
    Encoder, FileMeta, Layout, SchemaError, Stamp, amount_key, create, decode_header,
    decode_section, open,
};
use tantivy::{DocAddress, IndexWriter, TantivyDocument};

fn section(kind: Kind, heading: &str, text: &str) -> Section {
    Section {
        kind,
        heading: Some(heading.to_owned()),
        heading_in_vocabulary: kind != Kind::Other,
        subheadings: vec!["Below it".to_owned()],
        anchor: kind.as_str().to_owned(),
        text: text.to_owned(),
        units: vec![Unit {
            kind: UnitKind::Sentence,
            span: 0..text.len(),
            source: Some(7..7 + text.len()),
        }],
    }
}

fn article() -> Article {
    Article {
        id: "2026/license".to_owned(),
        title: "A license, reopened".to_owned(),
        title_from: TitleFrom::Given,
        date: Some(date(2026, 4, 27)),
        date_from: Some(precis_briefing::From::Path),
        source: Some("The Source".to_owned()),
        source_from: Some(precis_briefing::From::Given),
        author: None,
        url: None,
        tags: vec!["cloud".to_owned()],
        language: Some("en".to_owned()),
        extra: serde_json::Map::from_iter([(
            "mood".to_owned(),
            serde_json::json!({"is": [1, null]}),
        )]),
        sections: vec![
            section(Kind::Summary, "Quick Summary", "Exclusivity ended."),
            section(Kind::Other, "Crate of the Week", "Naïve text — with signs."),
        ],
    }
}

#[test]
fn an_article_comes_back_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let layout = Layout::new();
    let index = create(dir.path(), &layout).unwrap();
    let mut writer: IndexWriter<TantivyDocument> =
        index.writer_with_num_threads(1, 15_000_000).unwrap();
    let file = FileMeta { path: "2026/license.txt".to_owned(), place: None };
    let block = Encoder::new(layout.clone()).block(&article(), &file);
    writer.run(block.operations).unwrap();
    let mut commit = writer.prepare_commit().unwrap();
    commit.set_payload(&Stamp::new("k3", 7).to_payload());
    commit.commit().unwrap();
    drop(writer);

    let (index, stamp) = open(dir.path(), &layout).unwrap();
    assert_eq!(stamp, Stamp::new("k3", 7));
    let searcher = index.reader().unwrap().searcher();
    assert_eq!(searcher.num_docs(), 3);
    let document = |n| searcher.doc::<TantivyDocument>(DocAddress::new(0, n)).unwrap();
    let header = decode_header(&layout, &document(0)).unwrap();
    let article = article();
    assert_eq!(
        (&header.id, &header.title, header.date),
        (&article.id, &article.title, article.date)
    );
    assert_eq!((header.path.as_str(), header.sections), ("2026/license.txt", 2));
    assert_eq!(header.extra, article.extra);
    for (n, expected) in article.sections.iter().enumerate() {
        let stored = decode_section(&layout, &document(n as u32 + 1)).unwrap();
        assert_eq!(stored.ordinal as usize, n + 1);
        assert_eq!(&stored.section, expected);
    }
}

#[test]
fn an_index_of_another_version_is_not_served() {
    let dir = tempfile::tempdir().unwrap();
    let layout = Layout::new();
    let index = create(dir.path(), &layout).unwrap();
    assert!(matches!(open(dir.path(), &layout), Err(SchemaError::Stale { .. })));
    let mut writer: IndexWriter<TantivyDocument> =
        index.writer_with_num_threads(1, 15_000_000).unwrap();
    let mut commit = writer.prepare_commit().unwrap();
    let stamp = Stamp { analyzer: u32::MAX, ..Stamp::new("k3", 1) };
    commit.set_payload(&stamp.to_payload());
    commit.commit().unwrap();
    assert!(matches!(open(dir.path(), &layout), Err(SchemaError::Stale { .. })));
}

#[test]
fn facts_stand_in_columns_beside_their_units() {
    let dir = tempfile::tempdir().unwrap();
    let layout = Layout::new();
    let index = create(dir.path(), &layout).unwrap();
    let mut writer: IndexWriter<TantivyDocument> =
        index.writer_with_num_threads(1, 15_000_000).unwrap();
    let mut article = article();
    article.title = "Intel takes $8.9 billion".to_owned();
    let text = "Intel sold 9.9% for $8.9 billion. AMD pays €5-10 million in Q3 2026, or 3 percent.";
    let mut points = section(Kind::Other, "A $1 fee", text);
    let first = text.find(". ").unwrap() + 1;
    let unit = |span| Unit { kind: UnitKind::Sentence, span, source: None };
    points.units = vec![unit(0..first), unit(first + 1..text.len())];
    article.sections = vec![points];
    let file = FileMeta { path: "a.txt".to_owned(), place: None };
    let mut encoder = Encoder::new(layout.clone());
    writer.run(encoder.block(&article, &file).operations).unwrap();
    // A second block and a merge must not disturb the order of a column's values.
    article.id = "b".to_owned();
    writer.run(encoder.block(&article, &file).operations).unwrap();
    let mut commit = writer.prepare_commit().unwrap();
    commit.set_payload(&Stamp::new("k3", 7).to_payload());
    commit.commit().unwrap();

    let searcher = index.reader().unwrap().searcher();
    let reader = searcher.segment_reader(0);
    let fast = reader.fast_fields();
    let unsigned =
        |name: &str, doc| fast.u64(name).unwrap().values_for_doc(doc).collect::<Vec<_>>();
    let signed = |name: &str, doc| fast.i64(name).unwrap().values_for_doc(doc).collect::<Vec<_>>();
    let amount = |code: &str, value: &str| {
        amount_key(Currency::from_code(code).unwrap(), Decimal::parse(value).unwrap())
    };
    for section in [1, 3] {
        let amounts = [
            amount("USD", "1"),
            amount("USD", "8900000000"),
            amount("EUR", "5000000"),
            amount("EUR", "10000000"),
        ];
        assert_eq!(unsigned("amount", section), amounts);
        // The heading is the first unit.
        assert_eq!(unsigned("amount_unit", section), [0, 1, 2, 2]);
        assert_eq!(signed("percent", section), [9_900_000_000, 3_000_000_000]);
        assert_eq!(unsigned("percent_unit", section), [1, 2]);
        assert_eq!(signed("mentioned_from", section), [20_635]);
        assert_eq!(signed("mentioned_to", section), [20_726]);
        assert_eq!(unsigned("mentioned_unit", section), [2]);
        let mut all = vec![amount("USD", "8900000000")];
        all.extend(amounts);
        assert_eq!(unsigned("amount", section - 1), all, "the header has those of the title too");
    }
    let header = searcher.doc::<TantivyDocument>(DocAddress::new(0, 0)).unwrap();
    let header = decode_header(&layout, &header).unwrap();
    assert_eq!(header.amounts, ["$8.9 billion", "$1", "€5-10 million"]);
}
