"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False in the page as it was sent, true once this page's script runs. */
export function useScripted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
