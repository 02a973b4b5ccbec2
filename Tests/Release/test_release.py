"""What tools/release makes, and that it runs where there is nothing else."""

import os
import shutil
import struct
import subprocess
import tarfile

import pytest

from compiler import ROOT, commands

CASE = ROOT / "golden/documentation/universal-transparent"
BUSYBOX = "/bin/busybox"
CHROOT = shutil.which("chroot", path="/usr/sbin:/usr/bin:/sbin:/bin")


def release(folder):
    made = subprocess.run([ROOT / "tools/release", folder], stdout=subprocess.PIPE, text=True, check=True)
    return [folder / line.rsplit("/", 1)[-1] for line in made.stdout.split()]


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """The tarball and the Debian package."""
    return release(tmp_path_factory.mktemp("packages"))


@pytest.fixture(scope="module")
def unpacked(packages, tmp_path_factory):
    """What is in the tarball."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(packages[0]) as tarball:
        tarball.extractall(folder, filter="data")
    (root,) = folder.iterdir()
    return root


def test_it_is_the_same_every_time(packages, tmp_path):
    for old, new in zip(packages, release(tmp_path), strict=True):
        assert old.name == new.name and old.read_bytes() == new.read_bytes()


def test_nothing_tells_who_made_it(packages, unpacked):
    with tarfile.open(packages[0]) as tarball:
        members = tarball.getmembers()
    assert [member.name for member in members] == sorted(member.name for member in members)
    assert {(member.uid, member.gid, member.uname, member.gname) for member in members} == {(0, 0, "", "")}
    assert len({member.mtime for member in members}) == 1
    assert {member.mode for member in members} == {0o644, 0o755}
    assert os.fsencode(ROOT) not in (unpacked / "bin/xdsc").read_bytes()


def test_the_executable_needs_nothing(unpacked):
    """By its program headers, ELF needs no loader and no library; by its sections, it has no symbols left."""
    content = (unpacked / "bin/xdsc").read_bytes()
    offset, sections = struct.unpack_from("<QQ", content, 32)
    size, count, section_size, section_count = struct.unpack_from("<4H", content, 54)
    kinds = {struct.unpack_from("<I", content, offset + index * size)[0] for index in range(count)}
    loader, dynamic = 3, 2
    assert not kinds & {loader, dynamic}
    tables = {struct.unpack_from("<I", content, sections + index * section_size + 4)[0] for index in range(section_count)}
    symbols = 2
    assert symbols not in tables


def test_man_pages_completions_and_licences_are_there(unpacked):
    files = {str(path.relative_to(unpacked)) for path in unpacked.rglob("*") if path.is_file()}
    assert {f"share/man/man1/{name}.1.gz" for name in commands()} <= files
    assert {
        "bin/xdsc",
        "share/bash-completion/completions/xdsc",
        "share/zsh/site-functions/_xdsc",
        "share/fish/vendor_completions.d/xdsc.fish",
        "share/doc/xdsc/LICENSE",
        "share/doc/xdsc/README.md",
    } <= files
    texts = {path.name: path.read_text() for path in (unpacked / "share/doc/xdsc/licenses").iterdir()}
    for package, words in {
        "libc6-dev": "GNU C Library",
        "libgcc-12-dev": "GCC RUNTIME LIBRARY EXCEPTION",
        "libprotobuf-c-dev": "Redistribution and use",
        "libyaml-dev": "Permission is hereby granted",
        "nettle-dev": "LGPL",
        "swift": "Apache License",
        "swift-argument-parser": "Apache License",
        "LGPL": "GNU LESSER GENERAL PUBLIC LICENSE",
    }.items():
        assert words in texts[package], package
    assert all(texts.values())


def test_the_debian_package_has_the_same(packages, unpacked, tmp_path):
    subprocess.run(["dpkg-deb", "-x", packages[1], tmp_path], check=True)
    assert (tmp_path / "usr/bin/xdsc").read_bytes() == (unpacked / "bin/xdsc").read_bytes()
    assert (tmp_path / "usr/share/zsh/vendor-completions/_xdsc").exists()

    def count(folder):
        return sum(path.is_file() for path in folder.rglob("*"))

    assert count(tmp_path / "usr") == count(unpacked)
    fields = subprocess.run(["dpkg-deb", "-f", packages[1]], capture_output=True, text=True, check=True).stdout
    assert "Package: xdsc\n" in fields and "Depends" not in fields
    listing = subprocess.run(["dpkg-deb", "-c", packages[1]], capture_output=True, text=True, check=True).stdout
    assert {line.split()[1] for line in listing.splitlines()} == {"root/root"}


def compile_in(root, program):
    """Compiles a golden case in another root; whether every byte is as it must be."""
    shutil.copytree(CASE / "input", root / "case/input")
    arguments = (CASE / "args").read_text().split()
    arguments = ["/case/input" if word == "input" else word for word in arguments]
    command = [CHROOT, root, program, "compile", *arguments, "-o", "/case/out"]
    outcome = subprocess.run(command, env={}, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stderr

    def contents(tree):
        return {path.relative_to(tree): path.read_bytes() for path in tree.rglob("*") if path.is_file()}

    assert contents(root / "case/out") == contents(CASE / "expected")


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may change the root folder")


@needs_root
@pytest.mark.skipif(not os.path.exists(BUSYBOX), reason="needs a static busybox (Debian: busybox-static)")
def test_the_tarball_runs_beside_nothing_but_a_shell(packages, tmp_path):
    """No loader, no library of C, no /etc, /proc or /dev, no locale."""
    (tmp_path / "bin").mkdir()
    shutil.copy(BUSYBOX, tmp_path / "bin")
    shutil.copy(packages[0], tmp_path / "xdsc.tar.gz")
    subprocess.run([CHROOT, tmp_path, BUSYBOX, "tar", "xzf", "/xdsc.tar.gz"], env={}, check=True)
    (program,) = tmp_path.glob("*/bin/xdsc")
    compile_in(tmp_path, f"/{program.relative_to(tmp_path)}")


@needs_root
@pytest.mark.skipif(not shutil.which("debootstrap"), reason="needs debootstrap")
def test_the_debian_package_runs_in_a_bare_debian(packages, tmp_path):
    bare = ["debootstrap", "--variant=minbase", "bookworm", tmp_path]
    made = subprocess.run(bare, capture_output=True, text=True)
    if made.returncode:
        pytest.skip(f"no bare Debian can be made here: {made.stdout.splitlines()[-1:]}")
    shutil.copy(packages[1], tmp_path / "xdsc.deb")
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    subprocess.run([CHROOT, tmp_path, "dpkg", "-i", "/xdsc.deb"], env=environment, check=True)
    compile_in(tmp_path, "/usr/bin/xdsc")
    subprocess.run([CHROOT, tmp_path, "dpkg", "-r", "xdsc"], env=environment, check=True)
    assert not (tmp_path / "usr/bin/xdsc").exists()
