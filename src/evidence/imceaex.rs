//! Addresses of old Exchange mailboxes, packed into an internet address.
//!
//! Exchange writes a directory name (X.500) that it cannot resolve as
//! `IMCEAEX-<name>@<domain>`, with `_` for `/` and `+XX` for each other
//! character that an address may not have (MS-OXCMAIL, section 2.1.3.4.2.1).

/// The directory name in such an address; nothing where it is none or broken.
pub fn directory_name(address: &str) -> Option<String> {
    let (start, packed) = address.split_at_checked("IMCEAEX-".len())?;
    if !start.eq_ignore_ascii_case("IMCEAEX-") {
        return None;
    }
    let packed = packed.rsplit_once('@').map_or(packed, |(packed, _)| packed);
    let mut name = Vec::with_capacity(packed.len());
    let mut bytes = packed.bytes();
    while let Some(byte) = bytes.next() {
        name.push(match byte {
            b'_' => b'/',
            b'+' => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let (high, low) = (digit(bytes.next()?)?, digit(bytes.next()?)?);
                u8::try_from(high * 16 + low).ok()?
            }
            byte => byte,
        });
    }
    let name = String::from_utf8(name).ok()?;
    let is_name = name.starts_with('/') && name.contains('=') && !name.contains(char::is_control);
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_directory_name_is_unpacked() {
        for (address, expected) in [
            (
                "IMCEAEX-_O=OURCO_OU=FIRST+20GROUP+20+28FYDI+29_CN=RECIPIENTS_CN=ANN+2ELEE@ourco.example",
                Some("/O=OURCO/OU=FIRST GROUP (FYDI)/CN=RECIPIENTS/CN=ANN.LEE"),
            ),
            ("imceaex-_o=ExchangeLabs_cn=a+40b@x.example", Some("/o=ExchangeLabs/cn=a@b")),
            ("IMCEAEX-_O=M+C3+BCller_CN=x", Some("/O=Müller/CN=x")),
            ("IMCEAEX-_O=A+2", None),
            ("IMCEAEX-_O=A+0Ab@x", None),
            ("IMCEAEX-_O=A+FF@x", None),
            ("IMCEAEX-@x", None),
            ("IMCEAEX", None),
            ("ann@ourco.example", None),
            ("ünïcödé@x", None),
        ] {
            assert_eq!(directory_name(address).as_deref(), expected, "{address}");
        }
    }
}
