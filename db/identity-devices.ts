import { sql } from "drizzle-orm";
import { Refusal } from "@/rules/refusal";
import type { DeviceStatus } from "@/rules/vocabulary";
import type { Transaction } from "./client";
import type { Journal } from "./identity-journal";
import { device } from "./schema/devices";

/** Gives a device the name and address of its launch. The slugs it had lead here for ever. */
export async function renameDevice(
  id: string,
  to: {
    name: string;
    slug: string;
    status: DeviceStatus;
    announced: string | null;
    released: string | null;
  },
  { journal, tx }: { journal: Journal; tx: Transaction },
): Promise<void> {
  const known = await findOwner(to.slug, tx);
  if (known && known !== id) throw slugTaken();
  await journal.update("device", {
    where: sql`t.id = ${id}`,
    set: sql`official_name = ${to.name}, slug = ${to.slug}, status = ${to.status},
      announced = ${to.announced}::date, released = ${to.released}::date`,
  });
  if (!known) await journal.made("device_slug", sql`t.slug = ${to.slug}`);
}

async function findOwner(slug: string, tx: Transaction): Promise<string | null> {
  const [row] = await tx.execute<{ id: string }>(
    sql`select device_id as id from device_slug where slug = ${slug}`,
  );
  return row?.id ?? null;
}

function slugTaken(): Refusal {
  const reason = "slug-taken";
  return new Refusal(reason, { problems: [{ path: "slug", reason }] });
}

/** The device that was taken for part of another: same brand, and rumored until somebody says more. */
export async function foundDevice(
  { from, name, slug }: { from: string; name: string; slug: string },
  { journal, tx }: { journal: Journal; tx: Transaction },
): Promise<string> {
  if (await findOwner(slug, tx)) throw slugTaken();
  const [origin] = await tx.execute<{ brand: string }>(
    sql`select brand_id as brand from device where id = ${from}`,
  );
  const [row] = await tx
    .insert(device)
    .values({ slug, brandId: origin?.brand ?? "", workingName: name, status: "rumored", summary: "" })
    .returning({ id: device.id });
  if (!row) throw new Error("the device was not saved");
  await journal.made("device", sql`t.id = ${row.id}`);
  await journal.made("device_slug", sql`t.slug = ${slug}`);
  return row.id;
}

/** Slugs and names of one device become another's, and it stands for it from now on. Its claims move apart from this. */
export async function mergeDeviceRows(
  { loser, survivor }: { loser: string; survivor: string },
  { journal, tx }: { journal: Journal; tx: Transaction },
): Promise<void> {
  await journal.update("device_slug", {
    where: sql`t.device_id = ${loser}`,
    set: sql`device_id = ${survivor}`,
  });
  await journal.update("device_name", {
    where: sql`t.device_id = ${loser} and not exists (
      select 1 from device_name o where o.device_id = ${survivor} and o.name = t.name and o.kind = t.kind)`,
    set: sql`device_id = ${survivor}`,
  });
  await keepNames(loser, survivor, { journal, tx });
  await journal.update("device", {
    where: sql`t.id = ${loser} or t.merged_into_id = ${loser}`,
    set: sql`merged_into_id = ${survivor}`,
  });
}

/** What the device itself was called, unless the other goes by it already. */
async function keepNames(
  loser: string,
  survivor: string,
  { journal, tx }: { journal: Journal; tx: Transaction },
): Promise<void> {
  const rows = await tx.execute<{ id: string }>(sql`
    insert into device_name (id, device_id, name, kind)
    select gen_random_uuid(), ${survivor}::uuid, n.name, n.kind
    from (
      select working_name as name, 'rumored_name' as kind from device where id = ${loser}
      union select official_name, 'marketing_name' from device where id = ${loser} and official_name is not null
    ) n
    where not exists (select 1 from device a where a.id = ${survivor} and n.name in (a.working_name, a.official_name))
      and not exists (select 1 from device_name o where o.device_id = ${survivor} and o.name = n.name)
    returning id`);
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await journal.made("device_name", sql`t.id in ${ids}`);
}
