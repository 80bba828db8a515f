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

/// Words in the classes and ids of what belongs to the site and not to the page.
#[rustfmt::skip]
pub(super) const SITE_WORDS: &[&str] = &[
    "ad", "ads", "adbox", "advert", "advertisement", "advertising", "banner", "breadcrumb", "breadcrumbs", "comment", "commentlist",
    "comments", "consent", "cookie", "cookies", "disqus", "gdpr", "login", "menu", "modal", "nav", "navbar", "navigation",
    "newsletter", "outbrain", "overlay", "pager", "pagination", "popular", "popup", "promo", "recommended", "recommendations",
    "related", "replies", "respond", "share", "sharebar", "sharing", "skip", "social", "sponsor", "sponsored", "subscribe",
    "taboola", "toolbar", "trending",
];

/// Words in the classes and ids of what stands beside the main text: lists in it stay.
#[rustfmt::skip]
pub(super) const SOFT_WORDS: &[&str] = &[
    "aside", "copyright", "footer", "masthead", "rail", "secondary", "sidebar", "tagcloud", "tags", "teaser", "teasers", "widget",
    "widgets",
];

/// Roles of what belongs to the site.
pub(super) const SITE_ROLES: &[&str] =
    &["navigation", "menu", "menubar", "dialog", "alertdialog", "search", "complementary", "toolbar", "tooltip"];

/// Roles and properties of the main text.
pub(super) const ARTICLE_ROLES: &[&str] = &["main", "article", "articlebody"];
