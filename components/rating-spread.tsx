import { useLocale, useTranslations } from "next-intl";
import type { RatingEntry } from "@/db/claims";
import { formatCount } from "./format";

const bins = Array.from({ length: 10 }, (_, at) => at);
const width = 320;
const height = 96;
const step = width / bins.length;

type Bin = { from: number; to: number; members: number; simulated: number };

/** How the ratings are spread over ten steps; simulated ones are drawn hollow. The same figures stand in a table. */
export function RatingSpread({ ratings }: { ratings: RatingEntry[] }) {
  const t = useTranslations("claim.spread");
  const counted = bins.map((at) => countBin(ratings, at));
  const simulated = ratings.filter((rating) => rating.simulated).length;
  if (ratings.length === 0) return <p className="quiet">{t("none")}</p>;
  return (
    <figure className="spread">
      <Bars bins={counted} label={t("label", { count: ratings.length })} />
      <figcaption>
        {t("count", { count: ratings.length })}
        {simulated > 0 && ` ${t("simulated", { count: simulated })}`}
      </figcaption>
      <details className="folded">
        <summary>{t("asTable")}</summary>
        <SpreadTable bins={counted} />
      </details>
    </figure>
  );
}

function countBin(ratings: RatingEntry[], at: number): Bin {
  const inside = ratings.filter((rating) => Math.min(9, Math.floor(rating.probability * 10)) === at);
  const simulated = inside.filter((rating) => rating.simulated).length;
  return { from: at * 10, to: at * 10 + 10, members: inside.length - simulated, simulated };
}

function Bars({ bins, label }: { bins: Bin[]; label: string }) {
  const most = Math.max(...bins.map((bin) => bin.members + bin.simulated));
  const scale = (count: number) => Math.round((count / most) * (height - 8) * 10) / 10;
  return (
    <svg viewBox={`0 0 ${width} ${height + 18}`} role="img" aria-label={label}>
      {bins.map((bin) => {
        const left = (bin.from / 10) * step + 1.5;
        const solid = scale(bin.members);
        const hollow = scale(bin.simulated);
        return (
          <g key={bin.from}>
            {solid > 0 && (
              <rect className="solid" x={left} y={height - solid} width={step - 3} height={solid} />
            )}
            {hollow > 0 && (
              <rect
                className="hollow"
                x={left + 0.75}
                y={height - solid - hollow + 0.75}
                width={step - 4.5}
                height={hollow - 0.75}
              />
            )}
          </g>
        );
      })}
      <path className="axis" d={`M0 ${height}H${width}`} />
      {[0, 50, 100].map((tick) => (
        <text
          key={tick}
          x={(tick / 100) * width}
          y={height + 14}
          textAnchor={tick === 0 ? "start" : tick === 100 ? "end" : "middle"}
        >
          {tick}
        </text>
      ))}
    </svg>
  );
}

function SpreadTable({ bins }: { bins: Bin[] }) {
  const t = useTranslations("claim.spread");
  const locale = useLocale();
  return (
    <table className="figures">
      <thead>
        <tr>
          <th scope="col">{t("percent")}</th>
          <th scope="col">{t("members")}</th>
          <th scope="col">{t("simulatedMembers")}</th>
        </tr>
      </thead>
      <tbody>
        {bins.map((bin) => (
          <tr key={bin.from}>
            <th scope="row">
              {bin.from}–{bin.to}
            </th>
            <td>{formatCount(bin.members, locale)}</td>
            <td>{formatCount(bin.simulated, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
