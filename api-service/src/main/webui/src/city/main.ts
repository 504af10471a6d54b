import { languageFor, speech } from "../page/language.ts";
import { readAddress } from "../page/address.ts";
import { CityPage } from "./city-page.ts";

const address = readAddress(location.search);
const spoken = speech(languageFor(address.language, navigator.languages));
document.documentElement.lang = spoken.language;
const page = document.getElementById("page");
if (page !== null) {
  new CityPage(spoken, page).start();
}
