import { useTranslations } from "next-intl";
import { Mark, type MarkState } from "./ui/mark";

export function StateMark({ state }: { state: MarkState }) {
  const t = useTranslations("vocabulary.state");
  return <Mark state={state}>{t(state)}</Mark>;
}
