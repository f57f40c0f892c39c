import { requireLocale } from "@/app/i18n";
import { noDeviceFilters } from "@/rules/device-filters";
import { DeviceListView, deviceListMetadata } from "./device-list";

export async function generateMetadata() {
  await requireLocale();
  return deviceListMetadata(noDeviceFilters);
}

export default async function DevicesPage() {
  await requireLocale();
  return <DeviceListView filters={noDeviceFilters} />;
}
