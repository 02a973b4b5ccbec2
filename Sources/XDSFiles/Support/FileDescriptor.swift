import CLinux
import Glibc

/// An open file or folder, closed when it goes out of scope.
struct FileDescriptor: ~Copyable {
  let number: Int32

  private init(number: Int32) {
    self.number = number
  }

  /// Nil when the call failed; `errno` says why.
  static func open(
    _ path: UnsafePointer<CChar>, in folder: Int32 = AT_FDCWD, _ flags: Int32, mode: mode_t = 0
  ) -> FileDescriptor? {
    while true {
      let number = openat(folder, path, flags | O_CLOEXEC, mode)
      if number >= 0 { return FileDescriptor(number: number) }
      if errno != EINTR { return nil }
    }
  }

  static func openFolder(
    _ path: UnsafePointer<CChar>, in folder: Int32 = AT_FDCWD, followingLinks: Bool = false
  ) -> FileDescriptor? {
    open(path, in: folder, O_RDONLY | O_DIRECTORY | (followingLinks ? 0 : O_NOFOLLOW))
  }

  /// A file in memory that has no name; nil when the call failed.
  static func inMemory() -> FileDescriptor? {
    let number = memfd_create("xdsc", XDS_MFD_CLOEXEC)
    return number >= 0 ? FileDescriptor(number: number) : nil
  }

  /// Nil when the call failed; `errno` says why.
  func status() -> stat? {
    var status = stat()
    return fstat(number, &status) == 0 ? status : nil
  }

  /// Closes now and says whether the file system reported a late write error (NFS and quotas do).
  consuming func close() -> Bool {
    let result = Glibc.close(number)
    discard self
    return result == 0
  }

  deinit {
    _ = Glibc.close(number)
  }
}

/// The status of a name in a folder, or nil with `errno` set.
func lookUp(
  _ name: UnsafePointer<CChar>, in folder: Int32 = AT_FDCWD, followingLinks: Bool = false
) -> stat? {
  var status = stat()
  return fstatat(folder, name, &status, followingLinks ? 0 : AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
}

extension stat {
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
  var isFile: Bool { st_mode & S_IFMT == S_IFREG }
  var isPipe: Bool { st_mode & S_IFMT == S_IFIFO }
  var isSymbolicLink: Bool { st_mode & S_IFMT == S_IFLNK }
  var permissions: mode_t { st_mode & 0o7777 }
  var identity: FileIdentity { FileIdentity(device: UInt64(st_dev), inode: UInt64(st_ino)) }
}

/// What stays the same however a file is named.
struct FileIdentity: Hashable {
  var device: UInt64
  var inode: UInt64
}
