import type { Child } from "@/scripts/process/child.ts";

/** How a server was found, in the order of preference. */
export type Origin = "given" | "path" | "docker" | "embedded";

/** The environment variables by which the application reaches a server, such as `MONGODB_URI`. */
export type Address = Readonly<Record<string, string>>;

/** A server that this machine can run from an executable. */
export interface Program {
  readonly command: string;
  /** Before the arguments that {@linkcode Service} adds. */
  readonly args: readonly string[];
}

/** A Python package that carries a server, and how to run it out of a virtual environment. */
export interface EmbeddedPackage {
  /** With its exact version, as pip reads it. */
  readonly requirement: string;
  program(venvFolder: string): Promise<Program>;
}

export interface ContainerImage {
  readonly image: string;
  readonly port: number;
  readonly dataPath: string;
  readonly args: readonly string[];
}

/** One of the two servers that the application needs: all that differs between them. */
export interface Service {
  readonly key: "mongodb" | "redis";
  readonly title: "MongoDB" | "Redis";
  /** What to set to use a server of one's own. */
  readonly variable: "MONGODB_URI" | "REDIS_HOST";
  readonly executables: readonly string[];
  readonly container: ContainerImage;
  readonly embedded: EmbeddedPackage;
  /** The address in the environment, if one is given. */
  given(environment: Readonly<Record<string, string | undefined>>): Address | undefined;
  addressAt(port: number, origin: Origin): Address;
  programArguments(port: number, dataFolder: string, origin: Origin): string[];
  /** Resolves once the server answers; rejects with the driver's error while it does not. */
  ping(address: Address): Promise<void>;
  /** The id of the process that answers at the address. */
  processId(address: Address): Promise<number>;
  /** What has to be done once after each start before the application may use it. */
  prepare(address: Address, origin: Origin): Promise<void>;
  /** The address in a sentence, without user names and passwords. */
  describe(address: Address): string;
}

/** A server that is up, and who has to stop it. */
export interface RunningServer {
  readonly service: Service;
  readonly origin: Origin;
  readonly address: Address;
  /** In words: where it came from, and that it ran already. */
  readonly note: string;
  /** Present when this process started it and can see it end. */
  readonly child?: Child;
  /** Absent when it is someone else's to stop. */
  readonly stop?: () => Promise<void>;
}
