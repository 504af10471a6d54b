import { hexFromBase64, hexOf } from "./bytes.ts";

/** A field that was found in a message, by where it is. */
export interface FoundField {
  readonly pointer: string;
  readonly name: string;
  readonly value: number | boolean | string;
}

/** What somebody pasted: bytes that need a decoder, or a message whose fields can be seen already. */
export interface Pasted {
  readonly kind: "bytes" | "fields";
  readonly hex?: string;
  readonly port?: number;
  readonly fields: readonly FoundField[];
  /** The device as its sender names it. */
  readonly device?: string;
  /** Where in the message that is, and where it says when; of a message of a sender's own. */
  readonly deviceAt?: string;
  readonly timeAt?: string;
  /** The form of the message, where it can be told. */
  readonly format?: string;
  /** The message itself; absent of bytes alone. */
  readonly written?: string;
}

/** Where a network server's message has what, by its format. */
const NETWORKS: readonly { format: string; device: string; object: readonly string[]; data: readonly string[]; port: readonly string[] }[] = [
  { format: "chirpstack-v4", device: "/deviceInfo/devEui", object: ["/object"], data: ["/data"], port: ["/fPort"] },
  { format: "chirpstack-v3", device: "/devEUI", object: ["/object", "/objectJSON"], data: ["/data"], port: ["/fPort"] },
  { format: "things-stack-v3", device: "/end_device_ids/dev_eui", object: ["/uplink_message/decoded_payload"], data: ["/uplink_message/frm_payload"], port: ["/uplink_message/f_port"] },
];
const DEVICE_NAMES = ["device", "deviceid", "device_id", "dev_eui", "deveui", "id", "serial", "name"];
const LEVELS = 8;
const MOST = 200;

/** What was pasted, or nothing where it is neither a message nor bytes. */
export function pasted(text: string, port: number): Pasted | undefined {
  const written = text.trim();
  if (written === "") {
    return undefined;
  }
  if (written.startsWith("{")) {
    const found = message(written);
    return found === undefined ? undefined : { ...found, written };
  }
  const hex = hexOf(written) ?? (/^[A-Za-z0-9+/]+={0,2}$/.test(written) ? hexFromBase64(written) : undefined);
  return hex === undefined ? undefined : { kind: "bytes", hex, port, fields: [] };
}

function message(written: string): Pasted | undefined {
  let json: unknown;
  try {
    json = JSON.parse(written);
  } catch {
    return undefined;
  }
  for (const network of NETWORKS) {
    const device = at(json, network.device);
    if (typeof device === "string") {
      return ofNetwork(json, device, network);
    }
  }
  const fields = leaves(json, "");
  const named = fields.find(({ name }) => DEVICE_NAMES.includes(name.toLowerCase()));
  const time = fields.find(isTime);
  return {
    kind: "fields",
    fields: fields.filter((field) => field !== named && !isTime(field)),
    format: "json",
    ...(named === undefined ? {} : { device: String(named.value), deviceAt: named.pointer }),
    ...(time === undefined ? {} : { timeAt: time.pointer }),
  };
}

function ofNetwork(json: unknown, device: string, network: (typeof NETWORKS)[number]): Pasted {
  const found = network.object.map((pointer) => at(json, pointer)).find((each) => each !== undefined && each !== null);
  const object = typeof found === "string" ? parsed(found) : found;
  const data = network.data.map((pointer) => at(json, pointer)).find((each) => typeof each === "string");
  const port = network.port.map((pointer) => at(json, pointer)).find((each) => typeof each === "number");
  const hex = typeof data === "string" ? hexFromBase64(data) : undefined;
  const fields = typeof object === "object" && object !== null ? leaves(object, "/object") : [];
  const eui = device.toLowerCase();
  const common = { device: eui, format: network.format, ...(hex === undefined ? {} : { hex }), ...(typeof port === "number" ? { port } : {}) };
  return { kind: fields.length > 0 ? "fields" : "bytes", fields, ...common };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isTime({ name, value }: FoundField): boolean {
  return /^(time|timestamp|ts|date|at)$/i.test(name) && (typeof value === "string" || Number(value) > 1_000_000_000);
}

/** The plain values of a document with the JSON pointer to each. */
export function leaves(value: unknown, pointer: string, level = 0): FoundField[] {
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") {
    return [{ pointer, name: unescaped(pointer.slice(pointer.lastIndexOf("/") + 1)), value }];
  }
  if (typeof value !== "object" || value === null || level > LEVELS) {
    return [];
  }
  return Object.entries(value)
    .flatMap(([name, each]) => leaves(each, `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`, level + 1))
    .slice(0, MOST);
}

function unescaped(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** What is where a JSON pointer leads. */
export function at(document: unknown, pointer: string): unknown {
  let here: unknown = document;
  for (const part of pointer.split("/").slice(1)) {
    if (typeof here !== "object" || here === null) {
      return undefined;
    }
    here = (here as Record<string, unknown>)[unescaped(part)];
  }
  return here;
}
