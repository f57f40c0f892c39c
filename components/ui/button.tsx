import type { ButtonHTMLAttributes, ReactNode } from "react";

type Look = "plain" | "primary" | "danger" | "quiet";

const classOf = (look: Look) => (look === "plain" ? "button" : `button ${look}`);

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "style"> & { look?: Look };

export function Button({ look = "plain", type = "submit", ...rest }: ButtonProps) {
  return <button type={type} className={classOf(look)} {...rest} />;
}

export function ButtonLink({
  href,
  look = "plain",
  children,
}: {
  href: string;
  look?: Look;
  children: ReactNode;
}) {
  return (
    <a className={classOf(look)} href={href}>
      {children}
    </a>
  );
}
