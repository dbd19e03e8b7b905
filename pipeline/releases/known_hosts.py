"""The SSH servers that a release may be sent to: those whose key a person has accepted before.

By default fsspec trusts the key that a server shows first (paramiko's `AutoAddPolicy`). Here it must be in
OpenSSH's own lists (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT").
"""

from pathlib import Path

import paramiko

SYSTEM_WIDE = Path("/etc/ssh/ssh_known_hosts")


class OnlyKnownHosts(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]
    """Refuse a server whose key is not the one in the user's or the system's list of known hosts."""

    def missing_host_key(
        self, _client: paramiko.SSHClient, hostname: str, key: paramiko.PKey
    ) -> None:
        """Called by paramiko with the key a server shows; raises `SSHException`."""
        known = paramiko.HostKeys()
        for file in (Path.home() / ".ssh" / "known_hosts", SYSTEM_WIDE):
            if file.exists():
                known.load(str(file))
        if known.check(hostname, key):
            return
        listed = ", ".join(known.lookup(hostname) or ()) or "none"
        raise paramiko.SSHException(
            f"{hostname} shows the {key.get_name()} key {key.fingerprint}, which is not in known_hosts (keys "
            f"known for it: {listed}); find out whether it is the right one, then accept it with `ssh`"
        )
