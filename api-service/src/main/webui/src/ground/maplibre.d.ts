/** The build of MapLibre for pages that may load nothing but their own: its worker is a file beside it. */
declare module "maplibre-gl/dist/maplibre-gl-csp.js" {
  import * as maplibre from "maplibre-gl";
  export default maplibre;
}
