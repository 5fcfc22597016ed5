import { lookAtEveryPage } from "../lib/every_page.mjs";

export const title = "Every page at a desk: accessible in light and dark, none too wide";

export default (visit) => lookAtEveryPage(visit, "desk");
