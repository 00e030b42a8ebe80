"""Big papers: asked for, waited for, fetched."""
