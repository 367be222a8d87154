//! A text as a QR code (ISO/IEC 18004), with the error correction that survives a quarter of it being covered.

use super::{Code, Fault};
use qrcodegen::{QrCode, QrCodeEcc};

/// The code of a text.
///
/// # Errors
///
/// [`Fault::TooLong`] for more than about 2,900 bytes.
pub(super) fn code(text: &str) -> Result<Code, Fault> {
    // Quartile where it fits, else what holds most.
    let made =
        QrCode::encode_text(text, QrCodeEcc::Quartile).or_else(|_| QrCode::encode_text(text, QrCodeEcc::Low));
    let code = made.map_err(|_| Fault::TooLong)?;
    let side = code.size();
    let dark =
        (0..side).flat_map(|y| (0..side).map(move |x| (x, y))).map(|(x, y)| code.get_module(x, y)).collect();
    Ok(Code { side: usize::try_from(side).unwrap_or(0), dark })
}
