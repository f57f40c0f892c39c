import { hc } from "hono/client";
import type { Api } from "@/api/app";
import type { ProblemDocument } from "@/api/problem";

/** An answer of the API that was not the one asked for. `problem` is null when no answer could be read at all. */
export class ApiError extends Error {
  readonly problem: ProblemDocument | null;

  constructor(problem: ProblemDocument | null, options?: ErrorOptions) {
    super(problem?.title ?? "no answer", options);
    this.name = "ApiError";
    this.problem = problem;
  }
}

/** The typed client: `apiClient.v1.claims[":id"].rating.$post({ param: { id }, json: { probability } })`. */
export const apiClient = hc<Api>("/", {
  headers: () => ({ "accept-language": document.documentElement.lang }),
}).api;

type Answered<T> = { ok: boolean; headers: Headers; json: () => Promise<T> };

/** The answer's content, or an ApiError with the problem the API told, in the page's language. */
export async function answerOf<T>(request: Promise<Answered<T>>): Promise<T> {
  const response = await request.catch((cause: unknown) => {
    throw new ApiError(null, { cause });
  });
  if (response.ok) return response.json();
  throw new ApiError(await readProblem(response));
}

async function readProblem(response: Answered<unknown>): Promise<ProblemDocument | null> {
  if (!response.headers.get("content-type")?.includes("problem+json")) return null;
  return (await response.json()) as ProblemDocument;
}
