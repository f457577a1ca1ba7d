"""Which addresses are no place to fetch from, and by which rule. Pure.

After the IANA special-purpose address registries (RFC 6890 and its updates). For IPv6 the rule is
turned round: only global unicast, 2000::/3, is let through, less what is reserved inside it.
Addresses that carry an IPv4 address on to a translator are judged by the one they carry.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

RULES: tuple[tuple[IPv4Network | IPv6Network, str], ...] = tuple(
    (ip_network(network), rule)
    for network, rule in (
        ("169.254.169.254/32", "cloud metadata"),
        ("169.254.170.2/32", "cloud metadata"),  # of containers on AWS
        ("168.63.129.16/32", "cloud metadata"),  # Azure's, though the address looks public
        ("100.100.100.200/32", "cloud metadata"),  # Alibaba
        ("192.0.0.192/32", "cloud metadata"),  # Oracle
        ("fd00:ec2::/32", "cloud metadata"),  # AWS
        ("fd20:ce::254/128", "cloud metadata"),  # Google
        ("0.0.0.0/32", "unspecified"),
        ("0.0.0.0/8", "this network (RFC 791)"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by carriers (RFC 6598)"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for benchmarking"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::/96", "IPv4-compatible"),
        ("64:ff9b:1::/48", "local NAT64 (RFC 8215)"),
        ("2001::/32", "Teredo"),
        ("2001:2::/48", "for benchmarking"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "for documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "for documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
NAT64 = IPv6Network("64:ff9b::/96")
GLOBAL_UNICAST = IPv6Network("2000::/3")


def forbidden(address: str) -> str | None:
    """The rule by which nothing is fetched from a numeric address; None where none forbids it."""
    if "%" in address:
        return "an address with a zone"
    ip = ip_address(address)
    carried = _carried(ip)
    if carried:
        rule = forbidden(str(carried))
        return f"{carried} in disguise, which is {rule}" if rule else None
    for network, rule in RULES:
        if ip in network:
            return rule
    return "not global unicast" if isinstance(ip, IPv6Address) and ip not in GLOBAL_UNICAST else None


def forbidden_name(host: str) -> str | None:
    """The rule by which a name is not even looked up (RFC 6761, section 6.3)."""
    name = host.rstrip(".").lower()
    return "loopback" if name == "localhost" or name.endswith(".localhost") else None


def _carried(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside an IPv4-mapped (RFC 4291) or NAT64 one (RFC 6052)."""
    if isinstance(ip, IPv4Address):
        return None
    return ip.ipv4_mapped or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None)
