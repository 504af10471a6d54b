// Programs to paste, made of a question and of the host that the page came from. Each runs as it stands.

export type Tongue = "curl" | "python" | "javascript" | "r";
export const TONGUES: readonly Tongue[] = ["curl", "python", "javascript", "r"];
export const TONGUE_NAMES: Record<Tongue, string> = { curl: "curl", python: "Python", javascript: "JavaScript", r: "R" };

/** What is asked for. */
export interface Asked {
  /** Where the service is, without a path: `http://127.0.0.1:8080`. */
  readonly base: string;
  readonly dataset: string;
  /** Of the API: place, area, sensor, quantity, resolution, from … */
  readonly parameters: Readonly<Record<string, string>>;
  /** The figure that stands for a window of it, such as mean. */
  readonly figure: string;
}

/** The address of its history. */
export function historyAddress({ base, dataset, parameters }: Asked, more: Record<string, string> = {}): string {
  return `${base}/v1/datasets/${dataset}/windows?${query({ ...parameters, ...more })}`;
}

/** The address at which it is told live. When it begins is left out. */
export function liveAddress({ base, dataset, parameters }: Asked): string {
  const { from: _from, to: _to, ...series } = parameters;
  return `${base}/v1/live?${query({ dataset, ...series })}`;
}

export function latestAddress({ base, dataset, parameters }: Asked, more: Record<string, string> = {}): string {
  const { from: _from, to: _to, ...series } = parameters;
  const wish = query({ ...series, ...more });
  return `${base}/v1/datasets/${dataset}/latest${wish === "" ? "" : `?${wish}`}`;
}

export function historySnippet(tongue: Tongue, asked: Asked): string {
  const table = historyAddress(asked, { format: "csv" });
  const { figure } = asked;
  switch (tongue) {
    case "curl":
      return `curl -s '${table}'`;
    case "python":
      return `import csv, io, urllib.request

address = "${table}"
with urllib.request.urlopen(address) as answer:
    rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8")))
for row in rows[:5]:
    print(row["start"], row["quantity"], row["${figure}"], row["unit"])
print(len(rows), "windows")`;
    case "javascript":
      return `let address = "${historyAddress(asked)}";
const windows = [];
while (address) {
  const page = await (await fetch(address)).json();
  windows.push(...page.windows);
  address = page.next;
}
for (const window of windows.slice(0, 5)) {
  console.log(window.start, window.quantity, window.${figure}, window.unit);
}
console.log(windows.length, "windows");`;
    default:
      return `rows <- read.csv("${table}")
print(head(rows[, c("start", "quantity", "${figure}", "unit")]))
cat(nrow(rows), "windows\\n")`;
  }
}

export function liveSnippet(tongue: Tongue, asked: Asked): string {
  const address = liveAddress(asked);
  const { figure } = asked;
  switch (tongue) {
    case "curl":
      return `curl -sN '${address}'`;
    case "python":
      return `import http.client, json, time, urllib.error, urllib.request

address = "${address}"
last_id = ""
while True:
    asked = urllib.request.Request(address, headers={"Last-Event-ID": last_id})
    try:
        with urllib.request.urlopen(asked, timeout=60) as stream:
            for line in stream:
                field, _, value = line.decode("utf-8").rstrip().partition(": ")
                if field == "event":
                    event = value
                elif field == "id":
                    last_id = value
                elif field == "data" and event == "window":
                    window = json.loads(value)
                    print(window["start"], window["quantity"], window.get("${figure}"), window["unit"], flush=True)
    except urllib.error.HTTPError as refused:
        print(refused.read().decode("utf-8"), flush=True)   # says what to do
    except (OSError, http.client.HTTPException):
        pass                                                # the connection broke
    time.sleep(2)                                           # and on from where it was`;
    case "javascript":
      return `// In a browser: new EventSource(address) does the same, and comes back by itself.
const address = "${address}";
let event;
let lastId = "";
for (;;) {
  try {
    const answer = await fetch(address, { headers: { "Last-Event-ID": lastId } });
    let text = "";
    for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
      const lines = (text + part).split("\\n");
      text = lines.pop();
      for (const line of lines) {
        const [, field, value] = line.match(/^(\\w+): (.*)/) ?? [];
        if (field === "event") event = value;
        else if (field === "id") lastId = value;
        else if (field === "data" && event === "window") {
          const window = JSON.parse(value);
          console.log(window.start, window.quantity, window.${figure}, window.unit);
        }
      }
    }
    if (!answer.ok) console.log(text); // says what to do
  } catch {
    // The connection broke.
  }
  await new Promise((again) => setTimeout(again, 2000)); // and on from where it was
}`;
    default:
      return `# R asks again; the other three are told as it happens.
repeat {
  rows <- read.csv("${latestAddress(asked, { format: "csv" })}")
  print(rows[, c("start", "quantity", "${figure}", "unit")])
  Sys.sleep(60)
}`;
  }
}

/** The figure of a window that stands for it, by the kind of the quantity. */
export function figureName(kind: string | undefined): string {
  const names: Record<string, string> = { amount: "sum", counter: "delta", state: "share", sound: "leq" };
  return names[kind ?? ""] ?? "mean";
}

function query(parameters: Record<string, string>): string {
  // Commas and colons may stand as they are, and are easier to read.
  return new URLSearchParams(parameters).toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
}
