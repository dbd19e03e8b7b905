"""Signatures over SHA256SUMS with SSH keys (OpenSSH's `PROTOCOL.sshsig`; `ssh-keygen -Y`).

A signature has a namespace, so that one made for another purpose does not count. `allowed_signers` lists who
may sign (ssh-keygen(1), "ALLOWED SIGNERS"). No key is kept here.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple

NAMESPACE = "oversight-figures"
SIGNERS_FILE = "allowed_signers"
Outcome = Literal["good", "bad", "unsigned", "unknown"]


class Signature(NamedTuple):
    """Whether a release is signed by an allowed signer, and that in words."""

    outcome: Outcome
    words: str


class CannotSign(Exception):
    """Signing failed; the message says why and what to do."""


def sign(content: bytes, key: Path) -> bytes:
    """An armored signature; raises `CannotSign`."""
    if shutil.which("ssh-keygen") is None:
        raise CannotSign("ssh-keygen is not installed (Debian: openssh-client)")
    with tempfile.TemporaryDirectory() as folder:
        message = Path(folder) / "SHA256SUMS"
        message.write_bytes(content)
        ran = subprocess.run(
            ["ssh-keygen", "-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE, str(message)],
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise CannotSign(f"{key} does not sign: {ran.stderr.strip() or 'ssh-keygen failed'}")
        return message.with_name("SHA256SUMS.sig").read_bytes()


def check_signature(content: bytes, signature: bytes | None, signers: Path | None) -> Signature:
    """Compare a signature (None: there is none) with the list of allowed signers (None: there is none)."""
    if signature is None:
        return Signature("unsigned", "unsigned")
    if signers is None or not signers.exists():
        return Signature(
            "unknown", "signed; by whom is unknown without a list of signers (--signers FILE)"
        )
    if shutil.which("ssh-keygen") is None:
        return Signature(
            "unknown", "signed; by whom is unknown without ssh-keygen, which is not installed"
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "SHA256SUMS.sig"
        file.write_bytes(signature)
        found = _keygen(content, "find-principals", "-s", str(file), "-f", str(signers))
        names = found.stdout.split("\n")[0].strip() if found.returncode == 0 else ""
        if not names:
            return Signature("bad", f"signed by nobody that {signers} lists")
        who = names.split(",")[0]
        arguments = ("-f", str(signers), "-I", who, "-n", NAMESPACE, "-s", str(file))
        verified = _keygen(content, "verify", *arguments)
    if verified.returncode:
        reason = (verified.stderr or verified.stdout).strip().partition("\n")[0]
        return Signature("bad", f"the signature is wrong: {reason}")
    return Signature("good", f"signed by {who}, whom {signers} lists")


def _keygen(content: bytes, action: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run(
        ["ssh-keygen", "-Y", action, *arguments], input=content, capture_output=True, check=False
    )
    return subprocess.CompletedProcess(
        ran.args,
        ran.returncode,
        ran.stdout.decode(errors="replace"),
        ran.stderr.decode(errors="replace"),
    )
