"""The order in which ECMA-376 wants the children of the elements that Waymark writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {
    "document": "background body",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens bidi spacing ind contextualSpacing jc textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u shd "
    "vertAlign lang",
    "numPr": "ilvl numId",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblCellMar": "top left bottom right",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan vMerge tcBorders shd",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "sectPr": "headerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
    "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId lvlJc pPr rPr",
    "style": "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat locked rsid pPr rPr tblPr "
    "trPr tcPr tblStylePr",
    "docDefaults": "rPrDefault pPrDefault",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "pic": "nvPicPr blipFill spPr",
}
TOGETHER = {"footerReference": "headerReference"}
"""Which may stand among each other."""


def misplaced(root: Any) -> Iterator[str]:
    """Where an element stands behind one that it should stand before, or is not known here."""
    for parent in root.iter(etree.Element):
        order = ORDER.get(etree.QName(parent).localname, "").split()
        last = 0
        for child in parent if order else ():
            name = etree.QName(child).localname
            name = TOGETHER.get(name, name)
            if name not in order or order.index(name) < last:
                yield f"{etree.QName(parent).localname}/{name}"
            else:
                last = order.index(name)
