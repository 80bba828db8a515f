//! What each element of a page means for its text. Elements that stand in no table are inline.

use html5ever::tokenizer::states::RawKind;

/// How far an element stands off from what is around it, weakest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Display {
    /// Not at all.
    #[default]
    Inline,
    /// By a space.
    Space,
    /// On a line of its own.
    Line,
    /// With an empty line around it.
    Paragraph,
}

/// Left out with all they hold. Footers and asides stay: signatory lists stand there.
#[rustfmt::skip]
pub(super) const DROPPED: &[&str] = &[
    "script", "style", "noscript", "template", "nav", "svg", "math", "iframe", "object", "select", "button",
    "textarea", "noembed", "noframes", "canvas", "audio", "video",
];

/// Never closed.
#[rustfmt::skip]
pub(super) const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
    "param", "source", "track", "wbr",
];

/// Blocks with an empty line around them.
#[rustfmt::skip]
pub(super) const PARAGRAPH: &[&str] = &[
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure", "hr", "ol", "ul", "menu", "dl", "pre",
    "listing", "table", "article", "section", "aside", "footer", "header", "main", "form", "fieldset",
];

/// Blocks on lines of their own.
#[rustfmt::skip]
pub(super) const LINE: &[&str] = &[
    "div", "li", "dt", "dd", "address", "center", "figcaption", "caption", "details", "summary", "legend",
    "hgroup", "body", "html", "head", "option", "dir", "search", "dialog", "title",
];

/// Content that is not to be read as tags.
pub(super) const RAW: &[(&str, RawKind)] = &[
    ("script", RawKind::ScriptData),
    ("style", RawKind::Rawtext),
    ("xmp", RawKind::Rawtext),
    ("iframe", RawKind::Rawtext),
    ("noembed", RawKind::Rawtext),
    ("noframes", RawKind::Rawtext),
    ("title", RawKind::Rcdata),
    ("textarea", RawKind::Rcdata),
];

/// `<meta>` that holds the day of the document.
#[rustfmt::skip]
pub(super) const DATE_META: &[&str] = &[
    "article:published_time", "og:published_time", "date", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.issued", "dcterms.created", "datepublished", "pubdate", "publish-date", "publish_date",
    "publication_date", "parsely-pub-date", "sailthru.date", "citation_publication_date",
];

/// `<meta>` that holds the title without the site's name.
pub(super) const TITLE_META: &[&str] = &["og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"];
