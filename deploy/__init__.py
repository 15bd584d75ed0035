"""Running the site: on one machine (`local`), behind other servers, beside real services for trials."""
