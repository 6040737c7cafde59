//! The properties of a message, a recipient or an attachment (MS-OXMSG,
//! section 2.4; MS-OXPROPS for the numbers): texts and bytes in a stream each,
//! numbers in one table.

use super::compound::Compound;
use crate::evidence::decode;

/// What a property is, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag(u16);

pub(super) const MESSAGE_CLASS: Tag = Tag(0x001a);
pub(super) const SUBJECT: Tag = Tag(0x0037);
pub(super) const SENT_AS_NAME: Tag = Tag(0x0042);
pub(super) const ORIGINAL_SUBJECT: Tag = Tag(0x0049);
pub(super) const ORIGINAL_SENDER: Tag = Tag(0x0067);
pub(super) const ORIGINAL_TO: Tag = Tag(0x0074);
pub(super) const TRANSPORT_HEADERS: Tag = Tag(0x007d);
pub(super) const NDR_DIAGNOSTIC: Tag = Tag(0x0c05);
pub(super) const SENDER_NAME: Tag = Tag(0x0c1a);
pub(super) const SUPPLEMENTARY_INFO: Tag = Tag(0x0c1b);
pub(super) const SENDER_ADDRESS: Tag = Tag(0x0c1f);
pub(super) const NDR_STATUS: Tag = Tag(0x0c20);
pub(super) const REMOTE_HOST: Tag = Tag(0x0c21);
pub(super) const DISPLAY_TO: Tag = Tag(0x0e04);
pub(super) const BODY: Tag = Tag(0x1000);
pub(super) const REPORT_TEXT: Tag = Tag(0x1001);
pub(super) const HTML: Tag = Tag(0x1013);
pub(super) const MESSAGE_ID: Tag = Tag(0x1035);
pub(super) const ORIGINAL_MESSAGE_ID: Tag = Tag(0x1046);
pub(super) const DISPLAY_NAME: Tag = Tag(0x3001);
pub(super) const ADDRESS: Tag = Tag(0x3003);
pub(super) const ATTACHED: Tag = Tag(0x3701);
pub(super) const ATTACHED_NAME: Tag = Tag(0x3704);
pub(super) const ATTACHED_LONG_NAME: Tag = Tag(0x3707);
pub(super) const ATTACHED_TYPE: Tag = Tag(0x370e);
pub(super) const SMTP_ADDRESS: Tag = Tag(0x39fe);
const INTERNET_CODE_PAGE: Tag = Tag(0x3fde);
const CODE_PAGE: Tag = Tag(0x3ffd);
pub(super) const SENDER_SMTP: Tag = Tag(0x5d01);
pub(super) const REPORTING_HOST: Tag = Tag(0x6820);

/// The table of numbers.
const TABLE: &str = "__properties_version1.0";

/// One message, recipient or attachment.
pub(super) struct Object {
    folder: String,
    table: Vec<u8>,
    /// The charset of its 8-bit texts, where it is told.
    charset: Option<&'static str>,
}

impl Object {
    /// The object in a folder; nothing where none is.
    pub(super) fn read(file: &mut Compound, folder: &str) -> Option<Self> {
        let table = file.stream(folder, TABLE)?;
        let mut object = Self { folder: folder.to_owned(), table, charset: None };
        // The HTML says its own; all 8-bit texts are in the other one.
        let page = object.number(CODE_PAGE).or_else(|| object.number(INTERNET_CODE_PAGE));
        object.charset = page.and_then(charset);
        Some(object)
    }

    /// The same, a part of another object with the same charset.
    pub(super) fn part(&self, file: &mut Compound, folder: &str) -> Option<Self> {
        let part = Self::read(file, folder)?;
        Some(Self { charset: part.charset.or(self.charset), ..part })
    }

    /// A text, in Unicode or else in the object's charset.
    pub(super) fn text(&self, file: &mut Compound, tag: Tag) -> Option<String> {
        let text: String = if let Some(bytes) = file.stream(&self.folder, &stream(tag, "001F")) {
            let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        } else {
            let bytes = file.stream(&self.folder, &stream(tag, "001E"))?;
            decode::characters(&bytes, self.charset).into_owned()
        };
        let text = text.trim_end_matches('\0');
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    /// Bytes.
    pub(super) fn bytes(&self, file: &mut Compound, tag: Tag) -> Option<Vec<u8>> {
        file.stream(&self.folder, &stream(tag, "0102"))
    }

    /// The HTML of a message: bytes in the charset that goes over the wire,
    /// or a text as others.
    pub(super) fn html(&self, file: &mut Compound) -> Option<String> {
        let Some(bytes) = self.bytes(file, HTML) else { return self.text(file, HTML) };
        let charset = self.number(INTERNET_CODE_PAGE).and_then(charset).or(self.charset);
        Some(decode::characters(&bytes, charset).into_owned())
    }

    /// A number.
    pub(super) fn number(&self, tag: Tag) -> Option<u32> {
        // A head of 8, 24 or 32 bytes comes before the entries of 16 each:
        // type, property, flags, value. What it holds looks like no entry.
        let head = self.table.len() % 16;
        let wanted = [0x03, 0x00, tag.0.to_le_bytes()[0], tag.0.to_le_bytes()[1]];
        let mut entries = self.table.get(head..)?.chunks_exact(16);
        let entry = entries.find(|entry| entry.starts_with(&wanted))?;
        Some(u32::from_le_bytes(entry.get(8..12)?.try_into().ok()?))
    }

    /// Where a message that is attached as a message lies.
    pub(super) fn message_folder(&self, file: &Compound) -> Option<String> {
        let folder = format!("{}/{}", self.folder, stream(ATTACHED, "000D"));
        file.has_folder(&folder).then_some(folder)
    }
}

/// The name of a property's stream.
fn stream(tag: Tag, kind: &str) -> String {
    format!("__substg1.0_{:04X}{kind}", tag.0)
}

/// The charset of a Windows code page, under the name that mail has for it.
fn charset(page: u32) -> Option<&'static str> {
    Some(match page {
        437 | 850 | 858 => "ibm850",
        866 => "ibm866",
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        950 => "big5",
        1250 => "windows-1250",
        1251 => "windows-1251",
        1252 => "windows-1252",
        1253 => "windows-1253",
        1254 => "windows-1254",
        1255 => "windows-1255",
        1256 => "windows-1256",
        1257 => "windows-1257",
        1258 => "windows-1258",
        10000 => "macintosh",
        20866 => "koi8-r",
        21866 => "koi8-u",
        28591 => "iso-8859-1",
        28592 => "iso-8859-2",
        28593 => "iso-8859-3",
        28594 => "iso-8859-4",
        28595 => "iso-8859-5",
        28596 => "iso-8859-6",
        28597 => "iso-8859-7",
        28598 | 38598 => "iso-8859-8",
        28599 => "iso-8859-9",
        28603 => "iso-8859-13",
        28605 => "iso-8859-15",
        50220..=50222 => "iso-2022-jp",
        50225 => "iso-2022-kr",
        20932 | 51932 => "euc-jp",
        51936 => "gb2312",
        949 | 51949 => "euc-kr",
        54936 => "gb18030",
        65000 => "utf-7",
        65001 => "utf-8",
        _ => return None,
    })
}
