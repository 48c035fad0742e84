"""TLS contexts are shared, and a wrong one is named by the argument's or variable's name."""

import ssl
from pathlib import Path

import pytest
import trustme
from endpoint_roster_core import ArgumentError
from endpoint_roster_core.tls import tls_context, tls_failure


def test_clients_share_a_context_as_long_as_the_settings_are_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = tls_context(True, encrypted=True)
    assert tls_context(True, encrypted=True) is first
    assert tls_context(False, encrypted=True) is not first
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    assert tls_context(True, encrypted=True) is not first


def test_nothing_is_trusted_unless_it_was_asked_for(tmp_path: Path) -> None:
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    modes = {
        verify: tls_context(verify, encrypted=True).verify_mode
        for verify in (True, False, str(tmp_path / "ca.pem"), str(tmp_path))
    }
    assert modes.pop(False) == ssl.CERT_NONE
    assert set(modes.values()) == {ssl.CERT_REQUIRED}
    assert tls_context(True, encrypted=False).get_ca_certs() == []


def test_a_context_of_ones_own_is_taken_as_it_is() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    assert tls_context(context, encrypted=True) is context
    assert tls_context(context, encrypted=False) is context


def test_certificates_that_cannot_be_read_are_told_by_their_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.pem"
    bad.write_text("nothing in it")
    with pytest.raises(ArgumentError, match=r"^verify: no certificates can be read"):
        tls_context(str(bad), encrypted=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(bad))
    with pytest.raises(ArgumentError, match=r"^SSL_CERT_FILE: no certificates"):
        tls_context(True, encrypted=True)


PEM = trustme.CA().cert_pem.bytes().decode()
SAVED = [
    PEM.encode(),
    PEM.encode("utf-8-sig"),
    PEM.replace("\n", "\r\n").encode(),
    PEM.replace("\n", "\r\n").encode("utf-8-sig"),
    f"# a note\r\n{PEM}\r\n# another".encode(),
]


@pytest.mark.parametrize("content", SAVED)
def test_certificates_are_read_as_editors_save_them(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ca.pem").write_bytes(content)
    assert len(tls_context(str(tmp_path / "ca.pem"), encrypted=True).get_ca_certs()) == 1


@pytest.mark.parametrize("content", [PEM.encode("utf-16"), b"\xfe\xff" + PEM.encode("utf-16-be")])
def test_certificates_in_utf_16_are_refused_for_that(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "ca.pem").write_bytes(content)
    with pytest.raises(ArgumentError, match=r"^verify: .*it is UTF-16: save it as UTF-8"):
        tls_context(str(tmp_path / "ca.pem"), encrypted=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with pytest.raises(ArgumentError, match=r"^SSL_CERT_FILE: .*it is UTF-16"):
        tls_context(True, encrypted=True)


def test_why_a_handshake_failed_is_found_below_other_errors() -> None:
    inner = ssl.SSLCertVerificationError("not trusted")
    outer = OSError("no connection")
    outer.__context__ = inner
    assert tls_failure(outer) == "the certificate is not trusted"
    assert tls_failure(ssl.SSLError()) == "the TLS handshake failed"
    assert tls_failure(OSError("no route")) is None
    assert tls_failure(None) is None
