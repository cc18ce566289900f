"""Signatures on PDF files, made with keys of a test authority and checked by poppler's pdfsig."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from casetrack.printing.signing import Key, SigningFailed, sign

SECRET = "river stone"
SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")
Pair = tuple[rsa.RSAPrivateKey, x509.Certificate]


def certificate(common_name: str, issuer: Pair | None = None) -> Pair:
    """A key and its certificate; without an issuer, an authority of its own."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer[1].subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=issuer is not None,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=issuer is None,
                crl_sign=issuer is None,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    return key, built.sign(issuer[0] if issuer else key, hashes.SHA256())


@pytest.fixture(scope="module")
def authority() -> Pair:
    return certificate("Test Authority")


@pytest.fixture(scope="module")
def agency(authority: Pair) -> Pair:
    return certificate("Test Agency", authority)


@pytest.fixture
def unsigned(tmp_path: Path) -> Path:
    path = tmp_path / "plain.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    return path


def kept(agency: Pair, authority: Pair, folder: Path) -> Path:
    path = folder / "agency.p12"
    data = pkcs12.serialize_key_and_certificates(
        b"agency", agency[0], agency[1], [authority[1]], BestAvailableEncryption(SECRET.encode())
    )
    path.write_bytes(data)
    return path


def signed(unsigned: Path, key: Key) -> Path:
    out = BytesIO()
    sign(unsigned, out, key=key, reason="Approved")
    path = unsigned.with_name("signed.pdf")
    path.write_bytes(out.getvalue())
    return path


def verdict(path: Path) -> str:
    done = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False)
    return done.stdout


def test_a_signature_that_poppler_finds_valid(
    unsigned: Path, agency: Pair, authority: Pair, tmp_path: Path
) -> None:
    path = signed(unsigned, Key(str(kept(agency, authority, tmp_path)), SECRET))
    said = verdict(path)
    assert "Signature is Valid." in said
    assert "Test Agency" in said
    assert "ETSI.CAdES.detached" in said
    assert "Total document signed" in said


def test_a_changed_byte_is_found(
    unsigned: Path, agency: Pair, authority: Pair, tmp_path: Path
) -> None:
    path = signed(unsigned, Key(str(kept(agency, authority, tmp_path)), SECRET))
    data = bytearray(path.read_bytes())
    at = data.index(b"MediaBox")
    data[at : at + 8] = b"MediaBux"
    path.write_bytes(data)
    assert "Signature is Valid." not in verdict(path)


def test_a_wrong_passphrase_is_said(
    unsigned: Path, agency: Pair, authority: Pair, tmp_path: Path
) -> None:
    place = str(kept(agency, authority, tmp_path))
    with pytest.raises(SigningFailed, match="passphrase"):
        sign(unsigned, BytesIO(), key=Key(place, "another"), reason="Approved")


def test_a_token_that_is_not_there_is_said(unsigned: Path) -> None:
    place = "pkcs11:module=/nowhere/lib.so;token=agency;object=agency"
    with pytest.raises(SigningFailed, match="agency"):
        sign(unsigned, BytesIO(), key=Key(place, "1234"), reason="Approved")
    with pytest.raises(SigningFailed, match="lacks"):
        sign(unsigned, BytesIO(), key=Key("pkcs11:module=x", "1234"), reason="Approved")


def test_a_key_that_never_leaves_its_token(
    unsigned: Path, agency: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not SOFTHSM.exists():
        if os.environ.get("CASETRACK_REQUIRE_ALL"):
            pytest.fail("softhsm2 is not installed")
        pytest.skip("softhsm2 is not installed")
    place = token(agency, tmp_path, monkeypatch)
    assert "Signature is Valid." in verdict(signed(unsigned, Key(place, "1234")))
    with pytest.raises(SigningFailed, match="cannot be opened"):
        sign(unsigned, BytesIO(), key=Key(place, "9999"), reason="Approved")


def token(agency: Pair, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A SoftHSM token with the agency's key and certificate."""
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    tool = shutil.which("softhsm2-util") or "softhsm2-util"
    begin = ["--init-token", "--free", "--label", "agency", "--pin", "1234", "--so-pin", "5678"]
    subprocess.run([tool, *begin], check=True, capture_output=True)
    pem = folder / "key.pem"
    pem.write_bytes(agency[0].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    bring = ["--import", str(pem), "--token", "agency", "--label", "agency", "--id", "01"]
    subprocess.run([tool, *bring, "--pin", "1234"], check=True, capture_output=True)
    _bring_certificate(agency[1])
    return f"pkcs11:module={SOFTHSM};token=agency;object=agency"


def _bring_certificate(one: x509.Certificate) -> None:
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    kept_by = pkcs11.lib(str(SOFTHSM)).get_token(token_label="agency")
    with kept_by.open(user_pin="1234", rw=True) as session:
        told = decode_x509_certificate(one.public_bytes(Encoding.DER))
        told[pkcs11.Attribute.LABEL], told[pkcs11.Attribute.TOKEN] = "agency", True
        told[pkcs11.Attribute.ID] = b"\x01"
        session.create_object(told)
