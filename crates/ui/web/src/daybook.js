// What makes pages quicker. Every page works without any of it.
import "htmx.org";
import "./theme.js";
import "./menus.js";
import "./palette.js";
import "./keys.js";
import "./list.js";
import "./amount.js";
import "./day.js";
import "./telephone.js";
import "./drafts.js";
import "./guard.js";
import "./pick.js";
import "./count.js";
import "./tape.js";
import "./posting.js";
import "./toast.js";
import "./errors.js";
