package dk.bypuls.events.personal;

/** What of a person a text may hold. */
public enum PersonalKind {
  CPR("a CPR number", "[cpr]"),
  EMAIL("an e-mail address", "[e-mail]"),
  PHONE("a phone number", "[phone]");

  private final String description;
  private final String mark;

  PersonalKind(String description, String mark) {
    this.description = description;
    this.mark = mark;
  }

  /** What it is called in a sentence. */
  public String description() {
    return description;
  }

  /** What stands in its place where it was taken out. */
  public String mark() {
    return mark;
  }
}
