//! Which files are ours: the name and the header of every table, and the mark in `run.json`.

use super::rows::*;
use serde::Serialize;

/// A row whose table has a file of its own.
pub trait Table: Serialize {
    /// The file's name in the output folder.
    const FILE: &'static str;
    /// Its first line. New columns are appended, none is renamed.
    const HEADER: &'static str;
}

/// The file that marks a folder as ours.
pub const RUN_FILE: &str = "run.json";

/// What `run.json` says under `program`.
pub const PROGRAM: &str = "undersigned";

/// The header of `decisions.csv`, which only the analyst writes.
pub const DECISIONS_HEADER: &str = "kind,left,left_in,right,right_in,judgement,by,date,note";

/// The headers of all our tables.
pub const HEADERS: [&str; 15] = [
    AppearanceRow::HEADER,
    DocumentRow::HEADER,
    NoticeRow::HEADER,
    NameRow::HEADER,
    IncidenceRow::HEADER,
    AffiliationRow::HEADER,
    AlikeRow::HEADER,
    NodeRow::HEADER,
    EdgeRow::HEADER,
    SliceRow::HEADER,
    ChangeRow::HEADER,
    CytoscapeRow::HEADER,
    KumuElementRow::HEADER,
    KumuConnectionRow::HEADER,
    DECISIONS_HEADER,
];

/// Whether a file that starts with this line is one of our tables (of this version or a later one).
pub fn is_our_header(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}').trim_end();
    HEADERS.iter().any(|header| line.strip_prefix(header).is_some_and(|rest| rest.is_empty() || rest.starts_with(',')))
}

/// Whether this is the text of a `run.json` of ours, so that its whole folder is ours.
pub fn is_our_run(json: &str) -> bool {
    let run: Result<serde_json::Value, _> = serde_json::from_str(json);
    run.is_ok_and(|run| run.get("program").and_then(|program| program.as_str()) == Some(PROGRAM))
}

impl Table for AppearanceRow {
    const FILE: &'static str = "appearances.csv";
    const HEADER: &'static str = "document,date,entity,label,kind,role,names,titles,postnominals,position,organisation,organisation_label,former,capacity,place,count,confidence,rule,page,section,line,evidence";
}

impl Table for DocumentRow {
    const FILE: &'static str = "documents.csv";
    const HEADER: &'static str = "document,title,date,date_certain,kind,format,sha256,people,organisations,notices";
}

impl Table for NoticeRow {
    const FILE: &'static str = "notices.csv";
    const HEADER: &'static str = "code,document,page,line,message,help";
}

impl Table for NameRow {
    const FILE: &'static str = "names.csv";
    const HEADER: &'static str = "entity,label,kind,name,times,documents,why,score,formerly";
}

impl Table for IncidenceRow {
    const FILE: &'static str = "incidence.csv";
    const HEADER: &'static str = "document,entity,label,kind,roles,count,confidence";
}

impl Table for AffiliationRow {
    const FILE: &'static str = "affiliations.csv";
    const HEADER: &'static str =
        "person,person_label,organisation,organisation_label,position,former,documents,evidence";
}

impl Table for AlikeRow {
    const FILE: &'static str = "alike.csv";
    const HEADER: &'static str =
        "left,left_name,right,right_name,kind,score,why,left_where,left_passage,right_where,right_passage";
}

impl Table for NodeRow {
    const FILE: &'static str = "nodes.csv";
    const HEADER: &'static str = "Id,Label,Kind,Documents,Signatory,Speaker,Chair,Addressee,Issuer,Participant,Mentioned,Degree,Strength,Component,First,Last,timeset,Betweenness,PageRank,Clustering,Core,Community,Brokerage,Constraint";
}

impl Table for EdgeRow {
    const FILE: &'static str = "edges.csv";
    const HEADER: &'static str = "Source,Target,Type,Kind,Id,Label,Weight,Newman,Roles,Documents,Evidence,First,Last,timeset,Scope,Count,Share,Jaccard,Association,Chance,Discovery,Backbone";
}

impl Table for SliceRow {
    const FILE: &'static str = "slices.csv";
    const HEADER: &'static str = "slice,from,until,what,source,target,kind,documents,new";
}

impl Table for CytoscapeRow {
    const FILE: &'static str = "cytoscape.csv";
    const HEADER: &'static str = "source,interaction,target,weight,directed";
}

impl Table for KumuElementRow {
    const FILE: &'static str = "kumu-elements.csv";
    const HEADER: &'static str = "Label,Type,Id,Documents,Community";
}

impl Table for KumuConnectionRow {
    const FILE: &'static str = "kumu-connections.csv";
    const HEADER: &'static str = "From,To,Type,Strength,Direction";
}

impl Table for ChangeRow {
    const FILE: &'static str = "changes.csv";
    const HEADER: &'static str = "change,source,source_label,target,target_label,kind,before,after,evidence";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header_of<R: Table + Default>() -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.serialize(R::default()).unwrap();
        let bytes = writer.into_inner().unwrap();
        String::from_utf8(bytes).unwrap().lines().next().unwrap().to_owned()
    }

    #[test]
    fn headers_are_the_rows_fields() {
        assert_eq!(header_of::<AppearanceRow>(), AppearanceRow::HEADER);
        assert_eq!(header_of::<DocumentRow>(), DocumentRow::HEADER);
        assert_eq!(header_of::<NoticeRow>(), NoticeRow::HEADER);
        assert_eq!(header_of::<NameRow>(), NameRow::HEADER);
        assert_eq!(header_of::<IncidenceRow>(), IncidenceRow::HEADER);
        assert_eq!(header_of::<AffiliationRow>(), AffiliationRow::HEADER);
        assert_eq!(header_of::<AlikeRow>(), AlikeRow::HEADER);
        assert_eq!(header_of::<NodeRow>(), NodeRow::HEADER);
        assert_eq!(header_of::<EdgeRow>(), EdgeRow::HEADER);
        assert_eq!(header_of::<SliceRow>(), SliceRow::HEADER);
        assert_eq!(header_of::<ChangeRow>(), ChangeRow::HEADER);
        assert_eq!(header_of::<CytoscapeRow>(), CytoscapeRow::HEADER);
        assert_eq!(header_of::<KumuElementRow>(), KumuElementRow::HEADER);
        assert_eq!(header_of::<KumuConnectionRow>(), KumuConnectionRow::HEADER);
    }

    #[test]
    fn our_files_are_known_by_their_first_line() {
        assert!(is_our_header(NodeRow::HEADER));
        assert!(is_our_header(&format!("\u{feff}{},Betweenness\r\n", NodeRow::HEADER)));
        assert!(!is_our_header("Id,Label,Kind,Documents"));
        assert!(!is_our_header(&format!("{}x", NodeRow::HEADER)));
    }

    #[test]
    fn our_run_is_known_by_its_program() {
        assert!(is_our_run(r#"{"program":"undersigned","version":"9.9.9"}"#));
        assert!(!is_our_run(r#"{"program":"another"}"#));
        assert!(!is_our_run("undersigned"));
    }
}
