package dk.bypuls.ingest.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The folder of one source in the inbox. Links are never followed, here or below. */
final class Inbox {

  static final String DONE = "done";
  static final String FAILED = "failed";

  private static final String REPORT = ".report.json";
  private static final List<String> UNFINISHED = List.of(".part", ".tmp", ".filepart", "~");

  private final Path folder;

  private Inbox(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder of that source, made where it is not there.
   *
   * @throws IOException if anybody could write there, or it is a link
   */
  static Inbox of(Path inbox, String source) throws IOException {
    if (!isFolder(inbox)) {
      throw new IOException("the inbox is no folder, or a link; make it");
    }
    Path folder = inbox.resolve(source);
    if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder);
    }
    for (Path each : List.of(inbox, folder)) {
      if (!isFolder(each)) {
        throw new IOException("it is no folder, or a link");
      }
      if (Files.getPosixFilePermissions(each, LinkOption.NOFOLLOW_LINKS)
          .contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new IOException("everybody may write there; set its mode to 770 or less");
      }
    }
    return new Inbox(folder);
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** The files that nobody writes any more, oldest first. */
  List<Path> settled(Instant unchangedSince) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        if (isFile(file) && !changed(file).isAfter(unchangedSince)) {
          files.add(file);
        }
      }
    }
    Collections.sort(files);
    return files;
  }

  private static boolean isFile(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && !name.startsWith(".")
        && UNFINISHED.stream().noneMatch(name::endsWith);
  }

  private static Instant changed(Path file) throws IOException {
    return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
  }

  /** What tells whether a file is still the one that was read. */
  static String stateOf(Path file) throws IOException {
    BasicFileAttributes is =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return is.size() + " " + is.lastModifiedTime() + " " + is.fileKey();
  }

  static InputStream open(Path file) throws IOException {
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Moves a file to {@code done/} or {@code failed/}, with its report beside. */
  void put(Path file, String where, String report, Instant now) throws IOException {
    Path target = folder.resolve(where);
    if (Files.notExists(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(target);
    }
    if (!isFolder(target)) {
      throw new IOException(where + " is no folder, or a link");
    }
    String name = file.getFileName().toString();
    if (Files.exists(target.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      name = now.toEpochMilli() + "-" + name;
    }
    Path told = target.resolve(name + REPORT);
    Files.deleteIfExists(told);
    Files.write(told, report.getBytes(StandardCharsets.UTF_8));
    Path moved = target.resolve(name);
    try {
      Files.move(file, moved, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(file, moved);
    }
    Files.setLastModifiedTime(moved, FileTime.from(now));
  }

  /** Removes what was done longer ago. */
  void forget(Instant now, Duration keep) throws IOException {
    Path done = folder.resolve(DONE);
    if (!isFolder(done)) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(done)) {
      for (Path file : all) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && changed(file).isBefore(now.minus(keep))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
