"use client";

import { type RefObject, useEffect, useState } from "react";

/** True once the element is about to be seen or gets the focus; what is loaded then costs the first load nothing. */
export function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const node = element.current;
    if (!node || near) return;
    const wake = () => setNear(true);
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && wake(),
      { rootMargin: "200px" },
    );
    observer.observe(node);
    node.addEventListener("focusin", wake);
    return () => {
      observer.disconnect();
      node.removeEventListener("focusin", wake);
    };
  }, [element, near]);
  return near;
}
