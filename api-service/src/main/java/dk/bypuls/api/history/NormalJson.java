package dk.bypuls.api.history;

import dk.bypuls.events.Resolution;
import dk.bypuls.events.Statistic;
import dk.bypuls.events.WindowJson;
import java.util.List;

/** What is normal, in JSON. Ids, codes and instants need no escape. */
final class NormalJson {

  private NormalJson() {}

  static String write(NormalRequest asked, List<NormalSeries> all) {
    StringBuilder out = new StringBuilder(1024);
    out.append("{\"dataset\":\"").append(asked.dataset());
    out.append("\",\"from\":\"").append(asked.from());
    out.append("\",\"to\":\"").append(asked.to());
    out.append("\",\"zone\":\"").append(Resolution.ZONE.getId()).append("\",\"series\":[");
    String separator = "";
    for (NormalSeries series : all) {
      Statistic figure = NormalSeries.figureOf(series.quantity());
      if (figure != null) {
        out.append(separator);
        append(out, series, figure);
        separator = ",";
      }
    }
    return out.append("]}").toString();
  }

  private static void append(StringBuilder out, NormalSeries series, Statistic figure) {
    if (series.area().isEmpty()) {
      out.append("{\"place\":\"").append(series.place());
      out.append("\",\"sensor\":\"").append(series.sensor());
    } else {
      out.append("{\"area\":\"").append(series.area());
    }
    out.append("\",\"quantity\":\"").append(series.quantity().id());
    out.append("\",\"unit\":\"").append(series.quantity().unit().code());
    out.append("\",\"statistic\":\"").append(figure.json()).append("\",\"hours\":[");
    int places = series.quantity().scale() + figure.furtherPlaces();
    String separator = "";
    for (NormalSeries.Hour hour : series.hours()) {
      out.append(separator).append("{\"weekday\":").append(hour.weekday());
      out.append(",\"hour\":").append(hour.hour());
      out.append(",\"n\":").append(hour.n());
      WindowJson.decimal(out.append(",\"median\":"), hour.median(), places);
      WindowJson.decimal(out.append(",\"p25\":"), hour.p25(), places);
      WindowJson.decimal(out.append(",\"p75\":"), hour.p75(), places);
      out.append('}');
      separator = ",";
    }
    out.append("]}");
  }
}
