// A stand-in for the product, to show that the kill harness can fail: it keeps payments in one file
// of lines and answers as the API does. The first word of the command line says how it keeps them:
//
//   honest      writes and syncs before it answers
//   forgetful   answers first and writes a little later, so a kill loses what it acknowledged
//   deaf        does not listen to the once-key, so a posting sent again counts twice
//
// The rest is as the product is called: demo, demo --serve, serve, verify.

import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const [manner, verb, ...rest] = process.argv.slice(2);
const option = (name) => rest[rest.indexOf(name) + 1];
const file = path.join(option("--data"), "payments.jsonl");
const FORGETS_MS = 40;

// The last line may have been cut by the kill; it was never acknowledged.
function read() {
  const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  return text.split("\n").slice(0, -1).map((line) => JSON.parse(line));
}

function write(payment) {
  const descriptor = fs.openSync(file, "a");
  fs.writeSync(descriptor, `${JSON.stringify(payment)}\n`);
  fs.fsyncSync(descriptor);
  fs.closeSync(descriptor);
}

function post(payments, once, command) {
  const known = payments.find((payment) => payment.once === once);
  if (known && manner !== "deaf") return known;
  const payment = { id: payments.length + 1, once, amount_cents: command.amount_cents };
  payments.push(payment);
  if (manner === "forgetful") setTimeout(() => write(payment), FORGETS_MS);
  else write(payment);
  return payment;
}

function answer(payments, request, body) {
  const { pathname, searchParams } = new URL(request.url, "http://office");
  if (request.method === "POST" && pathname === "/api/v1/payments") {
    if (searchParams.get("rehearse")) return { payment: 0, rehearsed: true };
    const payment = post(payments, request.headers["idempotency-key"], JSON.parse(body));
    return { payment: payment.id };
  }
  if (request.method === "POST") return undefined;
  if (pathname === "/api/v1/customers") return { total: 2, rows: [{ id: 1 }, { id: 2 }] };
  if (pathname === "/api/v1/payments") return { total: payments.length, rows: [] };
  const one = /^\/api\/v1\/payments\/(\d+)$/.exec(pathname);
  if (one) return payments.find((payment) => payment.id === Number(one[1]));
  return pathname === "/healthz" ? {} : undefined;
}

function serve() {
  const payments = read();
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      if (request.url.startsWith("/sign-in/")) {
        response.writeHead(303, { location: "/", "set-cookie": "__Host-daybook=x; Path=/" });
        return response.end();
      }
      const told = answer(payments, request, body);
      const refused = request.method === "POST" ? 409 : 404;
      response.writeHead(told ? 200 : refused, { "content-type": "application/json" });
      return response.end(JSON.stringify(told ?? {}));
    });
  });
  const [host, port] = option("--listen").split(":");
  server.listen(Number(port), host, () => {
    if (verb !== "demo") return;
    console.log(`Dana Whitfield  http://${host}:${port}/sign-in/dana`);
    console.log(`Ruth Ogden  http://${host}:${port}/sign-in/ruth`);
  });
}

if (verb === "verify") {
  console.log(JSON.stringify({ proved: true, payments: read().length }));
} else if (verb === "serve" || rest.includes("--serve")) {
  serve();
} else {
  fs.writeFileSync(file, "");
}
