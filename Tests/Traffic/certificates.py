"""Certificate authorities that issue whatever a test needs, good or bad."""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass
class Identity:
    """A certificate and its key, in PEM."""

    certificate: str
    key: str

    @property
    def der(self):
        return x509.load_pem_x509_certificate(self.certificate.encode()).public_bytes(serialization.Encoding.DER)

    def files(self, folder, name):
        """Writes both; the paths, certificate first."""
        paths = folder / f"{name}.crt", folder / f"{name}.key"
        paths[0].write_text(self.certificate)
        paths[1].write_text(self.key)
        return paths


class Authority:
    """A certificate authority, a root unless it has an issuer. Its extensions may say that it is none."""

    def __init__(self, name="Test CA", issuer=None, extensions=(x509.BasicConstraints(ca=True, path_length=None),)):
        self.name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        self.key = ec.generate_private_key(ec.SECP256R1())
        issuer = issuer or self
        builder = certificate_builder(self.name, issuer.name, self.key)
        for extension in extensions:
            builder = builder.add_extension(extension, critical=True)
        self.pem = pem(builder.sign(issuer.key, hashes.SHA256()))

    @property
    def identity(self):
        """Its own certificate, as a server presents it."""
        return Identity(self.pem, private_pem(self.key))

    def issue(self, common_name, dns=(), ips=(), uris=(), expired=False, self_signed=False):
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common_name)])
        builder = certificate_builder(subject, subject if self_signed else self.name, key, expired)
        alternatives = [
            *map(x509.DNSName, dns),
            *(x509.IPAddress(ipaddress.ip_address(ip)) for ip in ips),
            *map(x509.UniformResourceIdentifier, uris),
        ]
        if alternatives:
            builder = builder.add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        certificate = builder.sign(key if self_signed else self.key, hashes.SHA256())
        return Identity(pem(certificate), private_pem(key))


def certificate_builder(subject, issuer, key, expired=False):
    now = datetime.now(UTC)
    end = now - timedelta(days=1) if expired else now + timedelta(days=1)
    return (
        x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(end)
    )


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def private_pem(key):
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain).decode()
