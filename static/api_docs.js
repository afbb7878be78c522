// Starts Swagger UI on the page /api-docs. A file of its own because the content policy allows no inline script.
/* global SwaggerUIBundle */
(function () {
  const container = document.getElementById("swagger-ui");
  const root = document.documentElement;
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");

  // Swagger UI has a dark mode of its own; it follows the theme of the app.
  function followTheme() {
    const theme = root.dataset.theme;
    root.classList.toggle("dark-mode", theme === undefined ? prefersDark.matches : theme === "dark");
  }
  followTheme();
  prefersDark.addEventListener("change", followTheme);
  new MutationObserver(followTheme).observe(root, { attributeFilter: ["data-theme"] });

  SwaggerUIBundle({
    url: container.dataset.document,
    domNode: container,
    deepLinking: true,
    displayRequestDuration: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    filter: true,
    // Else it asks a server elsewhere whether the document is valid.
    validatorUrl: null,
  });
})();
