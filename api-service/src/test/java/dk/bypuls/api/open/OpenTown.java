package dk.bypuls.api.open;

import java.time.Instant;

/** A town with a public dataset of two sensors, and one that is not public. */
final class OpenTown {

  static final String PUBLIC = "havnstrup-air";
  static final String SECRET = "havnstrup-offices";

  /** A dataset of a town that is no fiction. */
  static final String PILOT = "prover-air";

  /** A dataset about people, who are counted where nobody may know of it. */
  static final String PEOPLE = "havnstrup-people";

  static final String COUNTER = "havnstrup-people-01";
  static final String SHELTER = "havnstrup-shelter";

  private static final String PUBLICATION =
      """
          publication:
            decidedBy: Fictional reviewer
            decidedOn: 2026-01-01
            reference: 2026-0042
            riskAssessment: No person is measured
            remainingRisk: None that is known
            from: 2026-01-01T00:00:00Z
      """;

  private OpenTown() {}

  static String yaml() {
    return yaml("Luftkvalitet", true);
  }

  /** A town whose datasets are published by people alone. */
  static String real() {
    return yaml().replace("havnstrup", "prover").replace(", simulated: true", "");
  }

  /** What is registered of people, beside the rest. */
  static String people() {
    return """
        profiles:
          - id: havnstrup-counter
            tenant: havnstrup
            product: {vendor: Nordsensor, model: P-1}
            interval: PT15M
            fields: [{pointer: /n, quantity: people-count, unit: "{people}"}]
        places:
          - {id: havnstrup-shelter, tenant: havnstrup, name: {da: Krisecenter, en: Shelter}, position: [10.15, 56.15]}
        sensors:
          - {id: havnstrup-people-01, tenant: havnstrup, source: havnstrup-http, device: canary-9, profile: havnstrup-counter, place: havnstrup-shelter}
        datasets:
          - id: havnstrup-people
            tenant: havnstrup
            title: {da: Fodgængere, en: Pedestrians}
            privacyClass: crowd
            profiles: [havnstrup-counter]
            quantities: [people-count]
            cells: 250m
            policies: [{version: 1, from: 2026-01-01T00:00:00Z, unit: passage, smallestGroup: 20, epsilon: 1/2, cell: 1km, resolution: PT15M}]
            owner: Teknik og Miljø
            contact: gang@havnstrup.example
            purpose: {da: At planlægge fortove, en: To plan pavements}
            legalBasis: Municipal task
            licence: CC-BY-4.0
            retention: P5Y
        """
        + PUBLICATION;
  }

  /** The same with larger groups from then on. */
  static String people(Instant from) {
    String first = "{version: 1, from: 2026-01-01T00:00:00Z, ";
    String rest = "unit: passage, smallestGroup: %d, epsilon: 1/2, cell: 1km, resolution: PT15M}";
    return people()
        .replace(
            first + rest.formatted(20),
            first
                + rest.formatted(20)
                + ", {version: 2, from: "
                + from
                + ", "
                + rest.formatted(30));
  }

  static String yaml(String title, boolean isPublic) {
    return """
        tenants:
          - {id: havnstrup, name: {da: Havnstrup, en: Havnstrup}, contact: a@b.example, simulated: true}
        sources:
          - {id: havnstrup-http, tenant: havnstrup, format: json, http: {}, json: {device: /device, time: /time}}
        profiles:
          - id: havnstrup-aq
            tenant: havnstrup
            product: {vendor: Nordsensor, model: AQ-2}
            interval: PT1M
            fields:
              - {pointer: /t, quantity: air-temperature, unit: Cel}
              - {pointer: /p, quantity: pm2-5, unit: ug/m3}
          - id: havnstrup-office
            tenant: havnstrup
            product: {vendor: Nordsensor, model: IN-1}
            interval: PT1M
            fields: [{pointer: /t, quantity: indoor-temperature, unit: Cel}]
        places:
          - {id: havnstrup-torvet, tenant: havnstrup, name: {da: Torvet, en: Square}, position: [10.12, 56.12]}
          - {id: havnstrup-havnen, tenant: havnstrup, name: {da: Havnen, en: Harbour}, position: [10.20, 56.20]}
        sensors:
          - {id: havnstrup-air-01, tenant: havnstrup, source: havnstrup-http, device: canary-1, profile: havnstrup-aq, place: havnstrup-torvet}
          - {id: havnstrup-air-02, tenant: havnstrup, source: havnstrup-http, device: canary-2, profile: havnstrup-aq, place: havnstrup-havnen}
          - {id: havnstrup-office-01, tenant: havnstrup, source: havnstrup-http, device: canary-3, profile: havnstrup-office, place: havnstrup-torvet}
        datasets:
          - id: havnstrup-offices
            tenant: havnstrup
            title: {da: Kontorer, en: Offices}
            privacyClass: internal
            profiles: [havnstrup-office]
            quantities: [indoor-temperature]
          - id: havnstrup-air
            tenant: havnstrup
            title: {da: %s, en: Air quality}
            privacyClass: open
            profiles: [havnstrup-aq]
            quantities: [air-temperature, pm2-5]
            owner: Teknik og Miljø
            contact: luft@havnstrup.example
            purpose: {da: At kende luften, en: To know the air}
            legalBasis: Municipal task
            licence: CC-BY-4.0
            retention: P5Y
        """
            .formatted(title)
        + (isPublic ? PUBLICATION : "");
  }
}
