import type { Nodes, Parents } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
import { gfmAutolinkLiteral } from "micromark-extension-gfm-autolink-literal";
import { Fragment, type ReactNode } from "react";
import { normalizeUrl } from "@/rules/urls";

// What is not read stays as it was typed: no images, no HTML, no headings that would stand among the page's own.
const unread = [
  "codeIndented",
  "definition",
  "headingAtx",
  "htmlFlow",
  "htmlText",
  "labelStartImage",
  "setextUnderline",
  "thematicBreak",
];
const markdown = {
  extensions: [gfmAutolinkLiteral(), { disable: { null: unread } }],
  mdastExtensions: [gfmAutolinkLiteralFromMarkdown()],
};

/** A comment's markdown, as elements of the page; nothing of it is ever HTML. */
export function CommentText({ text }: { text: string }) {
  return <div className="comment-text">{children(fromMarkdown(text, markdown))}</div>;
}

function children(node: Parents): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a tree that is never rearranged has no other names for its nodes.
  return node.children.map((child, index) => <Fragment key={index}>{element(child)}</Fragment>);
}

function element(node: Nodes): ReactNode {
  switch (node.type) {
    case "text":
      return node.value;
    case "paragraph":
      return <p>{children(node)}</p>;
    case "emphasis":
      return <em>{children(node)}</em>;
    case "strong":
      return <strong>{children(node)}</strong>;
    case "inlineCode":
      return <code>{node.value}</code>;
    case "code":
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    case "blockquote":
      return <blockquote>{children(node)}</blockquote>;
    case "list":
      return node.ordered ? <ol start={node.start ?? 1}>{children(node)}</ol> : <ul>{children(node)}</ul>;
    case "listItem":
      return <li>{children(node)}</li>;
    case "break":
      return <br />;
    case "link":
      return <MarkedLink url={node.url}>{children(node)}</MarkedLink>;
    default:
      return null;
  }
}

/** A link that says where it leads, whatever its words are. An address that no document could have is no link. */
function MarkedLink({ url, children: words }: { url: string; children: ReactNode }) {
  const href = normalizeUrl(url);
  if (!href) return words;
  return (
    <>
      <a href={href} rel="nofollow noopener ugc">
        {words}
      </a>{" "}
      <small className="comment-host">({new URL(href).hostname.replace(/^www\./, "")})</small>
    </>
  );
}
