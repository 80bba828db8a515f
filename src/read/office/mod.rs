//! Office documents: archives of XML.

pub mod docx;
mod numbering;
pub mod odt;
mod paper;
pub mod workbook;
mod xml;
