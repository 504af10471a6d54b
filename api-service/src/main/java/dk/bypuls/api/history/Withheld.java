package dk.bypuls.api.history;

/** What is there and is not told, as conditions on a row w of windows (I5). */
final class Withheld {

  /**
   * What a later record took back; a stricter policy is judged by itself. Whether there is any such
   * record is asked once, so that rows of a dataset that never had one are not compared with it.
   */
  static final String NOT_WITHDRAWN =
      """
       and (not exists (
         select from %1$s.withdrawn t where t.dataset = ? and t.reason <> 'policy')
       or not exists (
         select from %1$s.withdrawn t
         where t.dataset = ? and w.start_at < t.to_at and w.end_at > t.from_at
           and w.published_at <= t.withdrawn_at and t.reason <> 'policy'))
      """;

  /** By the registry, at once: the rows are deleted when the sink comes to it. */
  static final String NOT_RECALLED =
      """
       and not exists (
         select from unnest(?::timestamptz[], ?::timestamptz[]) recalled(from_at, to_at)
         where w.start_at < recalled.to_at and w.end_at > recalled.from_at)
      """;

  /**
   * By the registry as well: what is about people and was told before a policy that is stricter.
   */
  static final String NOT_LOOSER =
      """
       and (w.leaves is null or w.revision >
         (select count(*) from unnest(?::timestamptz[]) stricter(from_at)
          where w.start_at < stricter.from_at))
      """;

  private Withheld() {}
}
