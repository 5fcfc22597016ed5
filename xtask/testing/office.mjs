// A stand-in for the product, to show that the kill harness can fail: it keeps its rows in one file
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

function write(line) {
  const descriptor = fs.openSync(file, "a");
  fs.writeSync(descriptor, `${JSON.stringify(line)}\n`);
  fs.fsyncSync(descriptor);
  fs.closeSync(descriptor);
}

function keep(kept, line) {
  kept.push(line);
  if (manner === "forgetful") setTimeout(() => write(line), FORGETS_MS);
  else write(line);
}

// The deposit that takes money now: the one after the last that was counted.
function taking(kept) {
  return 1 + kept.filter((line) => line.counted).length;
}

function post(kept, once, command) {
  const known = kept.find((line) => line.once === once);
  if (known && manner !== "deaf") return known;
  const id = 1 + kept.filter((line) => line.amount_cents).length;
  keep(kept, { id, once, amount_cents: command.amount_cents, deposit: taking(kept) });
  return kept.at(-1);
}

// Takes a deposit one step further; undefined where the books say no.
function step(kept, deposit, verb, command) {
  const sum = sumOf(kept, deposit);
  if (verb === "count") {
    if (!kept.some((line) => line.counted === deposit)) keep(kept, { counted: deposit });
    return { deposit, still_open: command.checks?.amount_cents === sum ? [] : ["checks"] };
  }
  if (verb === "close") {
    if (sum === 0) return undefined;
    keep(kept, { closed: deposit });
  }
  return { deposit };
}

function sumOf(kept, deposit) {
  const inside = kept.filter((line) => line.amount_cents && line.deposit === deposit);
  return inside.reduce((sum, line) => sum + line.amount_cents, 0);
}

function answer(kept, request, body) {
  const { pathname, searchParams } = new URL(request.url, "http://office");
  const command = body ? JSON.parse(body) : {};
  const one = /^\/api\/v1\/(payments|deposits)\/(\d+)(?:\/(\w+))?$/.exec(pathname);
  const id = one && Number(one[2]);
  if (request.method === "POST") {
    if (searchParams.get("rehearse")) return { payment: 0, rehearsed: true };
    if (pathname === "/api/v1/deposits") return { deposit: taking(kept) };
    if (one) return step(kept, id, one[3], command);
    return { payment: post(kept, request.headers["idempotency-key"], command).id };
  }
  if (pathname === "/api/v1/customers") return { total: 2, rows: [{ id: 1 }, { id: 2 }] };
  if (pathname === "/api/v1/payments") {
    const deposit = Number(searchParams.get("deposit"));
    const payments = kept.filter((line) => line.amount_cents);
    const listed = payments.filter((line) => !deposit || line.deposit === deposit);
    return { total: listed.length, sums: { amount_cents: sumOf(kept, deposit) }, rows: [] };
  }
  if (one?.[1] === "payments") return kept.find((line) => line.amount_cents && line.id === id);
  if (one) return { state: kept.some((line) => line.closed === id) ? "closed" : "open" };
  return pathname === "/healthz" ? {} : undefined;
}

function serve() {
  const kept = read();
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      if (request.url.startsWith("/sign-in/")) {
        response.writeHead(303, { location: "/", "set-cookie": "__Host-daybook=x; Path=/" });
        return response.end();
      }
      const told = answer(kept, request, body);
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
