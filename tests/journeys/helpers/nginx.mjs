// nginx in front of a site, with exactly the lines that the manual gives.  It never runs as root.
import { spawn } from "node:child_process";
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./site.mjs";

const nobody = 65534;

function free_port() {
  return new Promise((done) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/// Returns {port, stop}.  Passes everything on to the site at `site_port`.
export async function open_nginx(site_port) {
  const folder = mkdtempSync(join(tmpdir(), "tangible-nginx-")), port = await free_port();
  const location = readFileSync(join(root, "serve/manual/running.md"), "utf8").match(/```nginx\n(.*?)```/s)[1].replace("127.0.0.1:8080", `127.0.0.1:${site_port}`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((of) => `${of}_temp_path ${folder}/${of};`).join("\n");
  writeFileSync(join(folder, "nginx.conf"), `daemon off;
master_process off;
pid ${folder}/pid;
error_log stderr error;
events {}
http {
access_log off;
${temporary}
server {
listen 127.0.0.1:${port};
${location}
}
}
`);
  const as = process.getuid() === 0 ? { uid: nobody, gid: nobody } : {};
  if (as.uid) chownSync(folder, nobody, nobody);
  const nginx = spawn("/usr/sbin/nginx", ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"], { ...as, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  nginx.stderr.on("data", (words) => (said += words));
  for (let i = 0; ; ++i) {
    if (nginx.exitCode !== null || i === 100) throw new Error("nginx did not start: " + said);
    const open = await new Promise((done) => net.connect(port, "127.0.0.1").on("connect", function () { this.destroy(); done(true); }).on("error", () => done(false)));
    if (open) break;
    await new Promise((r) => setTimeout(r, 100));
  }
  return {
    port,
    async stop() {
      const ended = new Promise((done) => nginx.once("exit", done));
      nginx.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/// Asks as a visitor whose address is `from`, one of 127.0.0.0/8; returns {status, headers, body}.
export function ask(port, from, path, { method = "GET", headers = {}, body } = {}) {
  return new Promise((done, failed) => {
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const request = http.request({ host: "127.0.0.1", port, localAddress: from, path, method, headers: { ...headers, ...length }, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (words) => (text += words)).on("end", () => done({ status: answer.statusCode, headers: answer.headers, body: text }));
    });
    request.on("error", failed);
    request.end(body);
  });
}
