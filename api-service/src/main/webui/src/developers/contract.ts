// The contracts (OpenAPI and AsyncAPI) as far as they are shown.

export type Loose = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly where: string;
  readonly required: boolean;
  readonly description: string;
  readonly schema: Loose;
}

export interface Answer {
  readonly status: string;
  readonly description: string;
  readonly forms: readonly { readonly type: string; readonly schema: Loose }[];
}

/** One thing that can be asked. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly isInternal: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: Loose | undefined;
  readonly answers: readonly Answer[];
}

/** One way in which something is told. */
export interface Channel {
  readonly title: string;
  readonly address: string;
  readonly description: string;
  readonly servers: readonly string[];
  readonly messages: readonly { readonly name: string; readonly title: string; readonly description: string; readonly schema: Loose }[];
}

const METHODS = ["get", "post", "put", "delete", "patch"];

/** A document of which parts refer to others. */
export class Contract {
  private readonly document: Loose;

  constructor(document: Loose) {
    this.document = document;
  }

  /** What is meant where something refers to elsewhere in the document. */
  resolve(value: unknown): Loose {
    let found = loose(value);
    for (let hops = 0; typeof found["$ref"] === "string" && hops < 10; hops++) {
      found = loose(found["$ref"].replace(/^#\//, "").split("/").reduce<unknown>((part, name) => loose(part)[name.replaceAll("~1", "/").replaceAll("~0", "~")], this.document));
    }
    return found;
  }

  operations(): Operation[] {
    return Object.entries(loose(this.document["paths"])).flatMap(([path, item]) =>
      METHODS.filter((method) => loose(item)[method] !== undefined).map((method) => this.operation(path, method, loose(item))),
    );
  }

  channels(): Channel[] {
    return Object.values(loose(this.document["channels"])).map((value) => {
      const channel = this.resolve(value);
      const messages = Object.entries(loose(channel["messages"])).map(([name, told]) => {
        const message = this.resolve(told);
        return { name, title: text(message["title"]), description: text(message["description"]), schema: loose(message["payload"]) };
      });
      return { title: text(channel["title"]), address: text(channel["address"]), description: text(channel["description"]), servers: list(channel["servers"]).map((server) => this.server(server)), messages };
    });
  }

  private server(value: unknown): string {
    const server = this.resolve(value);
    const host = loose(loose(server["variables"])["host"])["default"];
    return `${text(server["protocol"])}://${text(server["host"]).replace("{host}", text(host))}`;
  }

  private operation(path: string, method: string, item: Loose): Operation {
    const told = loose(item[method]);
    const parameters = [...list(item["parameters"]), ...list(told["parameters"])].map((value) => this.parameter(value));
    const body = loose(loose(this.resolve(told["requestBody"])["content"])["application/json"])["schema"];
    return {
      id: text(told["operationId"]) || `${method} ${path}`,
      method: method.toUpperCase(),
      path,
      summary: text(told["summary"]),
      description: text(told["description"]),
      isInternal: list(told["tags"]).includes("internal") || path.startsWith("/admin/"),
      parameters,
      body: body === undefined ? undefined : loose(body),
      answers: Object.entries(loose(told["responses"])).map(([status, value]) => this.answer(status, value)),
    };
  }

  private parameter(value: unknown): Parameter {
    const told = this.resolve(value);
    return { name: text(told["name"]), where: text(told["in"]), required: told["required"] === true, description: text(told["description"]), schema: loose(told["schema"]) };
  }

  private answer(status: string, value: unknown): Answer {
    const told = this.resolve(value);
    const forms = Object.entries(loose(told["content"])).map(([type, form]) => ({ type, schema: loose(loose(form)["schema"]) }));
    return { status, description: text(told["description"]), forms };
  }
}

/** The name of what is referred to, such as Window. */
export function referred(schema: Loose): string | undefined {
  return typeof schema["$ref"] === "string" ? schema["$ref"].split("/").pop() : undefined;
}

/** What a value may be, in a few words: "string (date-time)", "complete | suppressed", "list of Window". */
export function typeWords(schema: Loose, listOf: (of: string) => string): string {
  const name = referred(schema);
  if (name !== undefined) {
    return name;
  }
  if (Array.isArray(schema["enum"])) {
    return schema["enum"].join(" | ");
  }
  if (schema["const"] !== undefined) {
    return String(schema["const"]);
  }
  if (schema["items"] !== undefined) {
    return listOf(typeWords(loose(schema["items"]), listOf));
  }
  const choices = list(schema["oneOf"]);
  if (choices.length > 0) {
    return choices.map((choice) => typeWords(loose(choice), listOf)).join(" | ");
  }
  const type = Array.isArray(schema["type"]) ? schema["type"].join(" | ") : text(schema["type"]);
  const format = text(schema["format"]);
  return format === "" ? type || "object" : `${type} (${format})`;
}

export function loose(value: unknown): Loose {
  return typeof value === "object" && value !== null ? (value as Loose) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}
