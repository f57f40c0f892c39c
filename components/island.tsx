"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";

// One cache for all islands of a page, so that a claim shown twice is asked for once and rated in one place.
let shared: QueryClient | undefined;

function client(): QueryClient {
  shared ??= new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: 1, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
  return shared;
}

/** TanStack Query for one personal part of a public page. Import it lazily: the page itself must not pay for it. */
export function Island({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={client()}>{children}</QueryClientProvider>;
}
