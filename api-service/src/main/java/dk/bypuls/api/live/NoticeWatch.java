package dk.bypuls.api.live;

import dk.bypuls.api.notice.Notice;
import dk.bypuls.api.notice.Notices;
import dk.bypuls.api.registryview.Catalogue;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which notices are new. What was there when it first looked is not: the Atom feed has
 * all of them.
 */
final class NoticeWatch {

  private @Nullable Catalogue seen;
  private Set<String> known = Set.of();

  /** The notices that were not there when it last looked, the oldest first. */
  List<Notice> look(Catalogue now) {
    if (now.equals(seen)) {
      return List.of();
    }
    List<Notice> all = Notices.of(now);
    List<Notice> fresh =
        seen == null
            ? List.of()
            : all.stream()
                .filter(notice -> !known.contains(notice.id()))
                .sorted(Comparator.comparing(Notice::at))
                .toList();
    known = all.stream().map(Notice::id).collect(Collectors.toSet());
    seen = now;
    return fresh;
  }
}
