// Pages to picture beside those the rail leads to. `follow` goes on to the first link that the
// selector finds, such as the first customer of the list.

export const PAGES = [
  { name: "today", path: "/" },
  { name: "customers", path: "/customers" },
  { name: "customer", path: "/customers", follow: "main table tbody a" },
  { name: "new-customer", path: "/customers/new" },
  { name: "find", path: "/find?q=riv" },
  { name: "post-payments", path: "/payments/post" },
  { name: "payments", path: "/payments" },
  { name: "deposits", path: "/deposits" },
  { name: "deposit", path: "/deposits", follow: "main table tbody a" },
  { name: "invoices", path: "/invoices" },
  { name: "invoice", path: "/invoices", follow: "main table tbody a" },
  { name: "not-found", path: "/no-such-page", status: 404 },
];
