package dk.bypuls.api.files;

import dk.bypuls.api.answer.Format;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

/**
 * Which file.
 *
 * @param stamp the registration of the dataset under which it is made; under another it is gone
 */
record MonthKey(
    String dataset, String stamp, Resolution resolution, YearMonth month, Format format) {

  /** In which forms there are files. */
  static final List<Format> FORMATS = List.of(Format.CSV, Format.PARQUET);

  /** As it is asked for. */
  String name() {
    return month + ending(format);
  }

  static String ending(Format format) {
    return format == Format.PARQUET ? ".parquet" : ".csv.gz";
  }

  static String mediaType(Format format) {
    return format == Format.PARQUET ? format.contentType() : "application/gzip";
  }

  /** The same for all files of one dataset and registration, and no others. */
  String family() {
    return dataset + "~" + stamp;
  }

  String fileName() {
    return family() + "~" + resolution + "~" + name();
  }

  /** That of a dataset as it is registered now. */
  static MonthKey of(
      Catalogue catalogue, Dataset dataset, Resolution resolution, YearMonth month, Format format) {
    return new MonthKey(dataset.id(), catalogue.stampOf(dataset.id()), resolution, month, format);
  }

  /** The one that a file is called after; refuses what is none. */
  static MonthKey named(String name, Catalogue catalogue, Dataset dataset, Resolution resolution) {
    for (Format format : FORMATS) {
      String ending = MonthKey.ending(format);
      if (name.endsWith(ending)) {
        try {
          YearMonth month = YearMonth.parse(name.substring(0, name.length() - ending.length()));
          if (!month.isAfter(YearMonth.from(Instant.now().atZone(Resolution.ZONE)))
              && month.getYear() >= 1970) {
            return of(catalogue, dataset, resolution, month, format);
          }
        } catch (DateTimeException unreadable) {
          // Told below.
        }
      }
    }
    throw Problem.badRequest(
            "A file is called after its month, such as 2026-10.csv.gz or 2026-10.parquet, and none"
                + " is of the future. All there are: /v1/datasets/%s/files."
                    .formatted(dataset.id()))
        .asException();
  }
}
