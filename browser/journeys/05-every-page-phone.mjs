import { lookAtEveryPage } from "../lib/every_page.mjs";

export const title = "Every page on a phone: accessible in light and dark, none too wide";

export default (visit) => lookAtEveryPage(visit, "phone");
