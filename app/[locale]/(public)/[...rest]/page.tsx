import { notFound } from "next/navigation";

export function generateStaticParams() {
  return [{ rest: ["_placeholder"] }];
}

/** Catches addresses no page has, so that their 404 speaks the language of the address. */
export default function UnknownAddress() {
  notFound();
}
