import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeviceListView, deviceListMetadata } from "@/app/[locale]/(public)/devices/device-list";
import { parseDeviceListSegment } from "@/rules/device-filters";

type Props = { params: Promise<{ filters: string }> };

export function generateStaticParams() {
  return [{ filters: "_placeholder" }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const filters = parseDeviceListSegment((await params).filters);
  return filters ? deviceListMetadata(filters) : {};
}

/** Where the queries of /devices are rewritten to: a query alone would not change a static page. */
export default async function FilteredDevicesPage({ params }: Props) {
  const filters = parseDeviceListSegment((await params).filters);
  if (!filters) notFound();
  return <DeviceListView filters={filters} />;
}
